//! A program that is started apart from this one's terminal.

use std::process::Command;

/// Puts a program at the head of a process group of its own: Ctrl-C on a terminal goes to all processes
/// of its group, and the work in hand is to be finished; on Unix what the program starts can be ended
/// with it.
#[cfg(unix)]
pub(crate) fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Puts a program in a process group of its own, without a window: Ctrl-C on a terminal goes to all
/// processes of its group, and the work in hand is to be finished.
#[cfg(windows)]
pub(crate) fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW);
}

#[cfg(not(any(unix, windows)))]
pub(crate) fn apart(_command: &mut Command) {}
