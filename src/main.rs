//! flags → one verb → exit code

mod cmd;

fn main() -> std::process::ExitCode {
    cmd::main()
}
