//! Files are read in all threads; one takes what comes of them.

use super::budget::{Rooms, Share};
use super::crew::Crew;
use super::options::Options;
use super::plan::Work;
use super::prepare::{Content, Contents, Made, Means, Step, prepare};
use super::scans::Scans;
use super::unpack::{Tree, Unpacker};
use crate::error::{Error, Result};
use crate::fence::Fence;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, Scope};
use std::time::Duration;

/// Between two looks at how far OCR is: a long scan is one file.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);
/// Files that wait for the writer, for each thread.
const WAITING: usize = 4;

/// From a reading thread to the writing one; the share of the budget is held until it is written.
pub(super) struct Message<'b> {
    pub(super) made: Made,
    /// Bytes that were planned for a file; of what lies in a container none were.
    pub(super) planned: Option<u64>,
    _share: Option<Share<'b>>,
}

/// With what, and for whom files are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'r> {
    pub(super) options: &'r Options,
    pub(super) scans: Option<&'r Scans>,
    pub(super) contents: &'r Contents,
    pub(super) stop: &'r AtomicBool,
}

/// What a reading thread has before it.
#[derive(Clone, Copy)]
struct Desk<'c, 'r> {
    unpacker: Unpacker<'r>,
    crew: &'c Crew<'r>,
    /// Nobody listens any more, after a fault of the writer.
    broken: &'c AtomicBool,
}

impl Reading<'_> {
    /// Reads files; what comes of each is given to `take`, and nothing from time to time. Ends with its fault.
    pub(super) fn all(
        self,
        work: &[Work],
        mut take: impl FnMut(Option<Message<'_>>) -> Result<()>,
    ) -> Result<()> {
        let Self { options, scans, contents, stop } = self;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(options.jobs.map_or(0, NonZero::get))
            .thread_name(|n| format!("read-{n}"))
            .build()
            .map_err(|error| Error::io(&options.index, std::io::Error::other(error)))?;
        let jobs = pool.current_num_threads();
        let rooms = Rooms::new(options.budget, options.reading.limits.depth);
        let fence = Fence::new(options.reading.clone());
        let allow_secret = options.allow_secret;
        let means = Means { fence: &fence, scans, expected: 0, stop, allow_secret };
        let broken = AtomicBool::new(false);
        // With the thread that opens a container as many as there are for files.
        let crew = Crew::new(jobs - 1);
        let unpacker = Unpacker { means, contents, rooms: &rooms };
        let desk = Desk { unpacker, crew: &crew, broken: &broken };
        let (sender, receiver) = sync_channel(jobs * WAITING);
        thread::scope(|threads| {
            pool.in_place_scope(|scope| {
                scope.spawn(move |_| {
                    let _end = desk.crew.ends();
                    work.par_iter()
                        .for_each_with(sender, |sender, work| desk.read(work, threads, sender));
                });
                // Ends with this closure, so that nobody waits for room in the queue after a fault.
                let receiver = receiver;
                loop {
                    let message = match receiver.recv_timeout(BETWEEN_LOOKS) {
                        Ok(message) => Some(message),
                        Err(RecvTimeoutError::Timeout) => None,
                        Err(RecvTimeoutError::Disconnected) => return Ok(()),
                    };
                    if let Err(error) = take(message) {
                        desk.broken.store(true, Ordering::Relaxed);
                        scans.inspect(|scans| scans.abandon());
                        return Err(error);
                    }
                }
            })
        })
    }
}

impl<'c, 'r> Desk<'c, 'r> {
    /// Reads a file and, if it is a container, has read what it holds.
    fn read<'s>(self, work: &Work, threads: &'s Scope<'s, '_>, sender: &SyncSender<Message<'r>>)
    where
        'c: 's,
        'r: 's,
    {
        let Self { unpacker, crew, broken } = self;
        let means = unpacker.means;
        if means.stop.load(Ordering::Relaxed) || broken.load(Ordering::Relaxed) {
            return;
        }
        let planned = work.file.stat.bytes;
        let share = unpacker.rooms.take(0, planned);
        let send = |made, planned, share| {
            let _ = sender.send(Message { made, planned, _share: share });
        };
        let (entry, package) = match prepare(&work.file, means.for_work(work), unpacker.contents) {
            Step::Made(made) => return send(made, Some(planned), share),
            Step::Container(entry, package) => (entry, package),
        };
        // Its members' waiting pages are counted as they are found.
        means.scans.inspect(|scans| scans.find(0, work.waiting));
        let tree = Arc::new(Tree::new(means.fence.limits()));
        let members = sender.clone();
        let read = move |inner| {
            if !broken.load(Ordering::Relaxed) {
                unpacker.read(inner, &mut |made, share| {
                    let _ = members.send(Message { made, planned: None, _share: share });
                });
            }
        };
        let opened = unpacker.open(*entry, package, 0, &tree, &mut |inner| {
            if let Some(inner) = crew.put(inner, threads, read.clone()) {
                read(inner);
            }
        });
        // A container is entered last: what it holds is there once it is.
        tree.wait(|| crew.take().map(&read).is_some());
        if let Some(entry) = opened {
            send(Made { entry, content: Content::Unread }, Some(planned), share);
        }
    }
}
