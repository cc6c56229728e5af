//! Another program, run to its end: input → output, within a time and a size.

use crate::fence::apart;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of output taken: a page of 20,000 words has 2 MB.
const OUTPUT: u64 = 32 << 20;
/// Bytes of its last words.
const LAST_WORDS: u64 = 4096;
/// Letters of them that are passed on.
const SHOWN: usize = 200;
/// Time to end after its output has.
const GRACE: Duration = Duration::from_secs(5);

/// Why there is no output.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended {
    /// The system would not start it.
    #[error("{0}")]
    NotStarted(#[source] io::Error),
    /// It took too long and was ended.
    #[error("it does not answer")]
    TimeUp,
    /// It printed more than anybody wants to read.
    #[error("it prints without end")]
    TooMuch,
    /// It said that it failed, or was ended by the system; its last words.
    #[error("{0}")]
    Failed(String),
}

/// Runs a program with this input; what it prints, bytes that are no UTF-8 replaced.
///
/// # Errors
/// [`Ended`]; the program and what it started are gone by then.
pub(super) fn run(command: &mut Command, input: Vec<u8>, time: Duration) -> Result<String, Ended> {
    let end = Instant::now() + time;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    apart(command);
    let mut child = command.spawn().map_err(Ended::NotStarted)?;
    // On threads of their own that nobody waits for: a grandchild may hold a pipe for ever.
    if let Some(mut pipe) = child.stdin.take() {
        thread::spawn(move || {
            // It may have no wish to read.
            let _ = pipe.write_all(&input);
        });
    }
    let output = child.stdout.take().map(|pipe| drain(pipe, OUTPUT + 1));
    let errors = child.stderr.take().map(|pipe| drain(pipe, LAST_WORDS));
    let said = match output.map(|output| output.recv_timeout(left(end))) {
        Some(Ok(said)) if said.len() as u64 > OUTPUT => Err(Ended::TooMuch),
        Some(Ok(said)) => Ok(said),
        _ => Err(Ended::TimeUp),
    };
    let said = said.inspect_err(|_| kill(&mut child))?;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if Instant::now() < end + GRACE => thread::sleep(Duration::from_millis(2)),
            _ => {
                kill(&mut child);
                return Err(Ended::TimeUp);
            }
        }
    };
    if status.success() {
        return Ok(String::from_utf8_lossy(&said).into_owned());
    }
    let words = errors.and_then(|errors| errors.recv_timeout(GRACE).ok()).unwrap_or_default();
    let words = String::from_utf8_lossy(&words);
    let last = words.lines().map(str::trim).rfind(|line| !line.is_empty());
    let last = last.map(|line| line.chars().filter(|c| !c.is_control()).take(SHOWN).collect());
    Err(Ended::Failed(last.unwrap_or_else(|| status.to_string())))
}

fn left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}

/// Reads a pipe to its end, or so many bytes of it.
fn drain(pipe: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(most).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// Ends the program, and on Unix its group.
fn kill(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, input: &[u8], time: Duration) -> Result<String, Ended> {
        run(Command::new("sh").args(["-c", script]), input.to_vec(), time)
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn output_comes_back() {
        assert_eq!(shell("cat", "số".as_bytes(), LONG).unwrap(), "số");
        // More than a pipe holds, both ways, and an input that nobody reads.
        let much = vec![b'a'; 1 << 20];
        assert_eq!(shell("cat", &much, LONG).unwrap().len(), much.len());
        assert_eq!(shell("echo x", &much, LONG).unwrap(), "x\n");
    }

    #[test]
    fn failures_are_told_apart() {
        let failed = shell("echo 'không được' >&2; exit 3", b"", LONG);
        assert!(
            matches!(&failed, Err(Ended::Failed(words)) if words == "không được"),
            "{failed:?}"
        );
        let killed = shell("kill -9 $$", b"", LONG);
        assert!(matches!(&killed, Err(Ended::Failed(words)) if words.contains('9')), "{killed:?}");
        assert!(matches!(shell("cat /dev/zero", b"", LONG), Err(Ended::TooMuch)));
        let nowhere = run(&mut Command::new("/nowhere/tesseract"), Vec::new(), LONG);
        assert!(matches!(nowhere, Err(Ended::NotStarted(_))));
    }

    #[test]
    fn what_hangs_is_ended_with_all_that_it_started() {
        let begun = Instant::now();
        for script in ["sleep 600", "sleep 600 & wait", "exec >&-; sleep 600"] {
            let hung = shell(script, b"", Duration::from_millis(300));
            assert!(matches!(hung, Err(Ended::TimeUp)), "{script}: {hung:?}");
        }
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
