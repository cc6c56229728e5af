//! What is said of OCR.

use super::Lang;
use crate::ocr::{Fault, Missing};

/// Why there is no OCR, and what to do about it.
#[must_use]
pub fn no_ocr(lang: Lang, missing: &Missing) -> String {
    let how = install_ocr(lang);
    match (missing, lang) {
        (Missing::Program(program), Lang::Vi) => {
            format!("máy chưa có phần mềm nhận dạng chữ ({}). {how}", program.display())
        }
        (Missing::Program(program), Lang::En) => {
            format!("no OCR program on this machine ({}). {how}", program.display())
        }
        (Missing::Vietnamese(program), Lang::Vi) => {
            format!("{} chưa có dữ liệu tiếng Việt (vie). {how}", program.display())
        }
        (Missing::Vietnamese(program), Lang::En) => {
            format!("{} has no data for Vietnamese (vie). {how}", program.display())
        }
        (Missing::Broken { program, detail }, Lang::Vi) => {
            format!("{} không chạy được ({detail}). {how}", program.display())
        }
        (Missing::Broken { program, detail }, Lang::En) => {
            format!("{} does not work ({detail}). {how}", program.display())
        }
    }
}

/// How many pages wait for OCR.
#[must_use]
pub fn waiting(lang: Lang, pages: u64) -> String {
    let count = super::count(lang, pages);
    match lang {
        Lang::Vi => format!("{count} trang chờ nhận dạng chữ: tracuu index THƯ-MỤC --ocr"),
        Lang::En if pages == 1 => "1 page waits for OCR: tracuu index PATH --ocr".to_owned(),
        Lang::En => format!("{count} pages wait for OCR: tracuu index PATH --ocr"),
    }
}

/// How to install an OCR program.
fn install_ocr(lang: Lang) -> &'static str {
    match (lang, cfg!(windows)) {
        (Lang::Vi, true) => {
            "Cài Tesseract, chọn thêm tiếng Việt (Vietnamese): https://github.com/UB-Mannheim/tesseract/wiki"
        }
        (Lang::En, true) => {
            "Install Tesseract with Vietnamese: https://github.com/UB-Mannheim/tesseract/wiki"
        }
        (Lang::Vi, false) if cfg!(target_os = "macos") => {
            "Cài đặt: brew install tesseract tesseract-lang"
        }
        (Lang::En, false) if cfg!(target_os = "macos") => {
            "Install it: brew install tesseract tesseract-lang"
        }
        (Lang::Vi, false) => "Cài đặt: sudo apt install tesseract-ocr tesseract-ocr-vie",
        (Lang::En, false) => "Install it: sudo apt install tesseract-ocr tesseract-ocr-vie",
    }
}

/// Why a page was not read by OCR.
#[must_use]
pub fn ocr_fault(lang: Lang, fault: &Fault) -> String {
    match (fault, lang) {
        (Fault::TimedOut { seconds }, Lang::Vi) => {
            format!("nhận dạng quá {seconds} giây; cho thêm thời gian: --limit ocr-time=10m")
        }
        (Fault::TimedOut { seconds }, Lang::En) => {
            format!("it took longer than {seconds} s; give more time: --limit ocr-time=10m")
        }
        (Fault::BrokeDown { detail }, Lang::Vi) => {
            format!("phần mềm nhận dạng chữ dừng giữa chừng ({detail})")
        }
        (Fault::BrokeDown { detail }, Lang::En) => format!("the OCR program broke down ({detail})"),
        (Fault::Garbage, Lang::Vi) => "phần mềm nhận dạng chữ trả lời không đúng dạng".to_owned(),
        (Fault::Garbage, Lang::En) => {
            "the OCR program printed something else than words".to_owned()
        }
        (Fault::NoImage { detail }, Lang::Vi) => format!("không vẽ được ảnh của trang ({detail})"),
        (Fault::NoImage { detail }, Lang::En) => format!("no image of the page ({detail})"),
    }
}
