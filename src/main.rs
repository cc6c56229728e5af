//! flags → one verb → exit code

fn main() {}
