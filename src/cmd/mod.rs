//! The command line: one file per verb, and what they share.
//!
//! stdout is for results, stderr for everything else. A broken pipe is success.

mod arguments;
mod cites;
mod clean;
mod compare;
mod data;
mod deadlines;
mod duplicates;
mod eval;
mod explain;
mod fix;
mod r#gen;
mod index;
mod mcp;
mod missing;
mod news;
mod output;
mod progress;
mod read;
mod reading;
mod record;
mod save;
mod search;
mod serve;
mod show;
mod similar;
mod status;
mod stop;
mod suggest;
mod table;
mod text;
mod worker;

use arguments::{Cli, Special, Verb};
use output::Output;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use tracuu::wording::{self, Lang};

/// What a verb comes to, beside its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done, found.
    Done,
    /// Done in part, or nothing found.
    Part,
    /// Stopped before the end.
    Stopped,
}

/// What all verbs are given.
struct Context {
    index: PathBuf,
    lang: Lang,
    out: Output,
}

/// A wrong use that only the verb can see: what, where, what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

impl Context {
    /// A line for people, on stderr.
    fn say(&self, line: &str) {
        // Nobody may be listening: that is no reason to stop.
        let _ = writeln!(anstream::stderr().lock(), "{}", clean::line(line));
    }

    /// The text in the language of the interface.
    fn word<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// A decimal figure in the language of the interface.
    fn decimal(&self, figure: String) -> String {
        match self.lang {
            Lang::Vi => figure.replace('.', ","),
            Lang::En => figure,
        }
    }

    /// A count in the language of the interface.
    fn count(&self, number: u64) -> String {
        wording::count(self.lang, number)
    }
}

/// Parses the arguments, does one verb, and says how it went.
pub(crate) fn main() -> ExitCode {
    // Before anything that only people need: one starts for every file that is read.
    if is_worker() {
        return worker::run();
    }
    let cli = Cli::of_process();
    log_to_stderr(cli.verbose);
    let lang = cli.lang.map_or_else(language_of_locale, Lang::from);
    // It alone needs stdout for itself.
    if matches!(cli.verb, Verb::Mcp) {
        return mcp::run(&cli.index, cli.data.as_deref(), lang);
    }
    let mut context = Context { index: cli.index, lang, out: Output::new(cli.format) };
    if let Some(wrong) = wrong_format(&cli.verb, context.out.special(), lang) {
        context.say(&format!("tracuu: {wrong}"));
        return ExitCode::from(2);
    }
    // Before anything looks into a table.
    let ready = match cli.verb {
        // It looks into none, and gives a sound one to compare with.
        Verb::Gen(_) => Ok(()),
        _ => data::put_in_force(cli.data.as_deref()),
    };
    let done = ready.and_then(|()| match cli.verb {
        Verb::Index(arguments) => index::run(&mut context, &arguments),
        Verb::Search(arguments) => search::run(&mut context, &arguments),
        Verb::Suggest(arguments) => suggest::run(&mut context, &arguments),
        Verb::Show(arguments) => show::run(&mut context, &arguments),
        Verb::Read(arguments) => read::run(&mut context, &arguments),
        Verb::Cites(arguments) => cites::run(&mut context, &arguments),
        Verb::Missing(arguments) => missing::run(&mut context, &arguments),
        Verb::Deadlines(arguments) => deadlines::run(&mut context, &arguments),
        Verb::Duplicates => duplicates::run(&mut context),
        Verb::Fix(arguments) => fix::run(&mut context, &arguments),
        Verb::Similar(arguments) => similar::run(&mut context, &arguments),
        Verb::Compare(arguments) => compare::run(&mut context, &arguments),
        Verb::Save(arguments) => save::run(&mut context, &arguments),
        Verb::News(arguments) => news::run(&mut context, &arguments),
        Verb::Status => status::run(&mut context),
        Verb::Eval(arguments) => eval::run(&mut context, &arguments),
        Verb::Serve(arguments) => serve::run(&mut context, &arguments),
        // Done above.
        Verb::Mcp => Ok(Exit::Done),
        Verb::Gen(arguments) => r#gen::run(&mut context, &arguments),
    });
    let done = done.and_then(|exit| {
        context.out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Part) => ExitCode::from(1),
        Ok(Exit::Stopped) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            context.say(&format!("tracuu: {}", worded(lang, &error)));
            ExitCode::from(2)
        }
    }
}

/// What stopped a verb, for people.
fn worded(lang: Lang, error: &anyhow::Error) -> String {
    match error.downcast_ref::<tracuu::error::Error>() {
        Some(error) => wording::error(lang, error),
        None => format!("{error:#}"),
    }
}

/// What is wrong with a form that only another verb has.
fn wrong_format(verb: &Verb, special: Option<Special>, lang: Lang) -> Option<String> {
    let (form, of, fits) = match special? {
        Special::Dot => ("dot", "cites", matches!(verb, Verb::Cites(_))),
        Special::Ics => ("ics", "deadlines", matches!(verb, Verb::Deadlines(_))),
    };
    let text = match lang {
        Lang::Vi => format!("--format {form} chỉ dùng với tracuu {of}"),
        Lang::En => format!("--format {form} is only for tracuu {of}"),
    };
    (!fits).then_some(text)
}

/// Whether this is the inner side of the fence: `tracuu worker`, which is no verb for people.
fn is_worker() -> bool {
    std::env::args_os().skip(1).eq([tracuu::fence::WORKER])
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(is))
}

/// Vietnamese if the locale says so, else English.
fn language_of_locale() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("vi") => Lang::Vi,
        _ => Lang::En,
    }
}

fn log_to_stderr(verbose: u8) {
    let level = match verbose {
        0 => "tracuu=warn",
        1 => "tracuu=info",
        _ => "tracuu=debug,tower_http=debug",
    };
    let filter = tracing_subscriber::EnvFilter::new(level);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
