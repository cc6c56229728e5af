//! What restoring a damaged page costs. The model is unpacked before, once a process.
//!
//! ```text
//! cargo bench --bench restore
//! ```

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tracuu::text::restore::Restorer;

/// A letter as an OCR without Vietnamese leaves it; four of them are a full page.
const DAMAGED: &str = "V/v trién khai ha tdng sé va chuyén d6i sé trén dia ban tinh\n\n\
    Thuc hién chi dao cua Thu tu6ng Chinh phi, Uy ban nhan dan tinh yéu ciu cdc sd, nganh, dia phuong tap\n\
    trung ra soat, hoan thién co s& dit liéu ding chung, bao dam két néi thong suét, an toan thong tin trong qua\n\
    trinh vin hanh chinh quyén dia phuong hai cp. Sd Khoa hoc va Cong nghé chu tri, phdi hop véi cac don vi lién\n\
    quan theo déi, don déc va bao cdo Uy ban nhan dan tinh truéc ngay 30 thang 6 nim 2025 theo quy dinh./.\n";

fn restore(criterion: &mut Criterion) {
    let page = DAMAGED.repeat(4);
    let mut group = criterion.benchmark_group("restore");
    group.throughput(Throughput::Elements(page.split_whitespace().count() as u64));
    group.sample_size(20);
    // Nothing is known of any word: the first page of a directive.
    group.bench_function("a first page", |bench| {
        bench.iter(|| Restorer::new().restore(black_box(&page)));
    });
    let mut restorer = Restorer::new();
    group.bench_function("a page of known words", |bench| {
        bench.iter(|| restorer.restore(black_box(&page)));
    });
    group.finish();
}

criterion_group!(benches, restore);
criterion_main!(benches);
