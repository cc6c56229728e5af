//! Texts of the page that are the same each time.

/// Declares labels: `name: "tiếng Việt", "English";`
macro_rules! labels {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// Texts of the page in one language.
        #[derive(Debug)]
        pub struct Labels {$(
            #[doc = concat!($en, " (", $vi, ").")]
            pub $name: &'static str,
        )*}
        pub(super) static VI: Labels = Labels { $($name: $vi,)* };
        pub(super) static EN: Labels = Labels { $($name: $en,)* };
    };
}

labels! {
    // around every page
    lang: "vi", "en";
    brand: "tra cứu", "tra cứu";
    skip: "Đến nội dung chính", "Skip to the content";
    search_label: "Tìm trong kho văn bản", "Search the archive";
    placeholder: "Số, ký hiệu hoặc nội dung văn bản", "A number, or words of a directive";
    suggestions: "Gợi ý", "Suggestions";
    not_held: "chưa có trong kho", "not held";
    find: "Tìm", "Search";
    site: "Các trang", "Pages of the site";
    tasks: "Nhiệm vụ và thời hạn", "Deadlines";
    archive: "Kho văn bản", "Archive";
    other_language: "English", "Tiếng Việt";
    other_lang: "en", "vi";
    home: "Về trang tìm kiếm", "To the search page";
    // the token
    token_taken: "Đã nhận mã truy cập", "Token accepted";
    token_kept: "Trình duyệt này sẽ được nhớ cho đến khi đóng lại.", "This browser is remembered until it is closed.";
    go_on: "Tiếp tục", "Continue";
    // the start page
    empty_archive: "Kho chưa có văn bản nào", "The archive is empty";
    empty_advice: "Chạy lệnh “tracuu index THƯ-MỤC” để đưa văn bản vào kho; trang này sẽ tự nhận ra.", "Run “tracuu index FOLDER” to fill it; this page takes it up by itself.";
    all_read: "Mọi tệp đều đã đọc được.", "Every file could be read.";
    try_these: "Thử tìm", "Try";
    by_number: "theo số, ký hiệu", "by number";
    by_words: "theo nội dung", "by words";
    without_marks: "không cần gõ dấu", "without marks";
    latest: "Văn bản mới nhất", "Latest directives";
    all_dated: "Tất cả văn bản có ngày, mới nhất trước", "All dated directives, the newest first";
    how_to: "Cách tìm", "How to search";
    typed: "Gõ", "Type";
    finds: "Để tìm", "To find";
    // the answer
    reading: "Đang tìm", "Searching for";
    remove: "Bỏ điều kiện", "Remove";
    written_as: "Trong kho viết là", "Written in the archive as";
    readings_label: "Các cách viết có dấu", "Forms with marks";
    did_you_mean: "Có phải bạn muốn tìm", "Did you mean";
    just_typed: "Chỉ tìm đúng từ", "Only the very word";
    other_names: "Tên khác của cơ quan", "Other names of the body";
    or_else: "Hoặc tìm", "Or search for";
    as_typed: "đúng các từ như đã gõ", "just the words as typed";
    hints: "Gợi ý", "Hints";
    see_unread: "Xem các tệp chưa đọc được", "See the files that could not be read";
    hint_fewer: "Gõ ít từ hơn, hoặc bỏ dấu: “ha tang so” tìm được mọi cách viết.", "Use fewer words, or leave out the marks: “ha tang so” finds every form.";
    hint_number: "Với số, ký hiệu, gõ phần chắc chắn: “kl 202”.", "Of a number, type what is certain: “kl 202”.";
    hint_fields: "Bỏ bớt điều kiện như “loại:”, “từ:”, “đến:”.", "Drop conditions such as “loại:”, “từ:”, “đến:”.";
    results: "Kết quả", "Results";
    page_short: "tr.", "p.";
    places: "chỗ", "more places";
    beyond: "Ngoài ra có", "Besides there are";
    see_beyond: "Xem cả các văn bản này", "Show these, too";
    only_some: "Dưới đây là các văn bản chỉ có một số từ trong câu tìm.", "These directives have only some of the words.";
    below: "Dưới đây", "Below";
    with_restored: "Xem cả kết quả trong bản khôi phục", "Show hits in restored text, too";
    without_restored: "Bỏ kết quả trong bản khôi phục", "Leave out hits in restored text";
    result_pages: "Trang kết quả", "Pages of results";
    first_page: "« Trang đầu", "« First page";
    next_page: "Trang sau ›", "Next page ›";
    filter: "Lọc theo", "Filter by";
    year: "Năm", "Year";
    how_matched: "Cách khớp", "Match";
    sort: "Sắp xếp", "Sort";
    sort_relevance: "Liên quan nhất", "Relevance";
    sort_newest: "Mới nhất", "Newest";
    sort_oldest: "Cũ nhất", "Oldest";
    sort_number: "Theo số, ký hiệu", "Number";
    from: "Từ ngày", "From";
    to: "Đến ngày", "To";
    apply: "Lọc", "Apply";
    export: "Xuất danh mục (Excel/CSV)", "Export the list (Excel/CSV)";
    feed: "Theo dõi câu tìm này (Atom)", "Follow this search (Atom)";
    list_tools: "Danh mục", "The list";
    // counts of steps
    step_own: "chính văn bản này", "this very number";
    step_cited: "có viện dẫn số này", "cite this number";
    step_exact: "đúng nguyên văn", "word for word";
    step_unaccented: "khớp không phân biệt dấu", "regardless of marks";
    step_synonym: "khớp theo tên gọi khác", "by another name";
    step_recovered: "khớp trên chữ máy khôi phục", "in restored text";
    // a directive
    back_to_results: "← Kết quả tìm", "← Results";
    restored_raw: "Chữ đọc được từ tệp, chưa khôi phục.", "The text as it was read, not restored.";
    see_restored: "Xem bản khôi phục", "See it restored";
    restored: "Chữ hỏng trong bản này do máy khôi phục; chỗ gạch chấm là chưa chắc. Chỉ bản gốc có giá trị.", "Damaged text is restored by guess here; what is dotted is not certain. Only the original counts.";
    see_raw: "Xem chữ đọc được từ tệp", "See the text as it was read";
    marks_added: "Dấu trong bản này do máy thêm; chỗ gạch chấm là chưa chắc. Chỉ bản gốc có giá trị.", "The marks are added by guess here; what is dotted is not certain. Only the original counts.";
    see_unmarked: "Xem chữ không dấu của tệp", "See the text without marks";
    has_unmarked: "Văn bản này có trang viết không dấu.", "Pages of this directive are typed without marks.";
    see_marked: "Đọc bản thêm dấu", "Read it with marks added";
    no_original: "Không xem được trang gốc.", "The original cannot be shown.";
    in_document: "Trong văn bản", "In the directive";
    hit: "Chỗ khớp", "Hit";
    hit_before: "‹ Trước", "‹ Previous";
    hit_behind: "Sau ›", "Next ›";
    no_hit: "Câu tìm không khớp chỗ nào trong văn bản này.", "The question matches nowhere in this directive.";
    record: "Hồ sơ văn bản", "Record";
    open_original: "Mở bản gốc", "Open the original";
    download: "Tải tệp gốc", "Download the file";
    page: "Trang", "Page";
    part: "phần", "part";
    part_before: "‹ Phần trước", "‹ Part before";
    part_behind: "Phần sau ›", "Next part ›";
    picture_of: "Ảnh trang", "Picture of page";
    no_picture: "Không thấy ảnh thì xem chữ, hoặc mở bản gốc.", "If it does not appear, see the text or open the original.";
    unplaced: "Chưa định vị được chỗ khớp trên ảnh trang này.", "Where the hit stands on this picture is not known.";
    see_in_text: "Xem trong chữ", "See it in the text";
    picture_size: "Cỡ ảnh", "Size";
    view: "Cách xem", "View";
    original: "Bản gốc", "Original";
    text: "Chữ", "Text";
    both: "Cả hai", "Both";
    number_blank: "Chưa ghi số", "Unnumbered";
    held_open: "có trong kho, mở", "held: open";
    draft: "Dự thảo", "Draft";
    read_at: "Nơi đọc được trong văn bản", "Where it was read";
    mended: "đã sửa dấu hoặc bổ sung", "mended or completed";
    inferred: "suy ra, không in riêng", "inferred, not printed as such";
    doubted: "chưa chắc", "not certain";
    quote: "Trích dẫn", "Citation";
    copy_quote: "Sao chép trích dẫn", "Copy the citation";
    copy_later: "Sao chép dạng nhắc lại", "Copy the short form";
    copy_link: "Sao chép liên kết", "Copy the link";
    copy_page_link: "Sao chép liên kết đến trang", "Copy the link to page";
    copied: "Đã sao chép", "Copied";
    open_it: "Mở văn bản đó", "Open that directive";
    state: "Tình trạng", "State";
    // citations
    citations: "Sơ đồ viện dẫn", "Citations";
    steps_away: "Số bước viện dẫn", "Steps away";
    held: "có trong kho", "held";
    cites_unknown: "Chưa có bản chính nên chưa rõ văn bản này viện dẫn gì", "Not held: what it cites is not known";
    uncertain: "chưa chắc đúng văn bản này", "not certain to be this one";
    seen: "đã nêu ở trên", "listed above";
    no_date: "chưa rõ ngày", "undated";
    tree_reads: "ở trên: văn bản được viện dẫn; ở dưới: văn bản viện dẫn; từ trái sang phải theo ngày", "above: what is cited; below: what cites; from left to right by date";
    // tasks
    all: "Tất cả", "All";
    all_tasks: "Bỏ lọc", "Clear the filter";
    tasks_unit: "nhiệm vụ", "tasks";
    tasks_past: "đã qua thời hạn (chưa rõ kết quả)", "past their date (result unknown)";
    task_state: "Tình trạng", "State";
    no_tasks: "Không có nhiệm vụ nào khớp.", "No task matches.";
    who: "Cơ quan, người thực hiện", "Who";
    done_by: "Đã hoàn thành theo", "Done, by";
    later: "Văn bản sau đó có viện dẫn", "Later directives that cite it";
    page_before: "‹ Trang trước", "‹ Previous page";
    month_before: "Tháng trước", "Previous month";
    month_behind: "Tháng sau", "Next month";
    to_calendar: "Thêm vào lịch (ICS)", "Add to a calendar (ICS)";
    mon: "T2", "Mo";
    tue: "T3", "Tu";
    wed: "T4", "We";
    thu: "T5", "Th";
    fri: "T6", "Fr";
    sat: "T7", "Sa";
    sun: "CN", "Su";
    // the archive
    read_results: "Kết quả đọc tệp", "What became of the files";
    unread_pages: "Trang chưa đọc được", "Pages that could not be read";
    remedy: "Cách xử lý", "What to do";
    whole_list: "danh sách đầy đủ", "the whole list";
    size_unit_files: "tệp", "files";
    documents: "văn bản", "directives";
    by_year: "Theo năm ban hành", "By year";
    by_kind: "Theo tên loại", "By kind";
    by_issuer: "Theo cơ quan ban hành", "By issuer";
    undated: "Chưa rõ năm", "No year";
    kindless: "Chưa rõ tên loại", "No kind";
    issuerless: "Chưa rõ cơ quan ban hành", "No issuer";
    last_runs: "Các lần cập nhật gần đây", "Last runs";
    no_runs: "Chưa ghi nhận lần cập nhật nào.", "No run is on record.";
    run_paths: "Đường dẫn", "Paths";
    progress: "Tiến độ cập nhật kho", "Progress of the update";
    partly_searched: "Tìm kiếm chưa nói được gì về phần chưa đọc được.", "A search cannot speak for what was not read.";
}
