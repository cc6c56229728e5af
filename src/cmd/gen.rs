//! `tracuu gen`: completions and man pages, from the arguments themselves; the built-in tables.

use super::arguments::{Cli, GenArguments, Generated};
use super::{Context, Exit, data};
use clap::CommandFactory;
use tracuu::error::Error;

pub(super) fn run(context: &mut Context, arguments: &GenArguments) -> anyhow::Result<Exit> {
    let mut command = Cli::command();
    match &arguments.what {
        Generated::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut command, "tracuu", &mut text);
            context.out.text(&String::from_utf8(text)?)?;
        }
        Generated::Data { folder } => data::write(context, folder)?,
        Generated::Man { folder } => {
            let io = |error| Error::io(folder, error);
            std::fs::create_dir_all(folder).map_err(io)?;
            clap_mangen::generate_to(command, folder).map_err(io)?;
        }
    }
    Ok(Exit::Done)
}
