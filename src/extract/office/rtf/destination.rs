//! Where the text of a group goes.

use crate::extract::office::builder::Apart;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum To {
    /// It is shown.
    #[default]
    Text,
    /// The label of a list's item.
    Label,
    /// Names of fonts.
    Fonts,
    /// What a row of a table within a table is like.
    Row,
    /// Nowhere, but what stands in a group inside may be shown: the text of a shape, of an object,
    /// and the Unicode form of a text that stands before it for old programs.
    Around,
    /// What a field computes.
    Instruction,
    /// Nowhere.
    Nothing,
}

/// What a control word that begins a destination says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Is(To),
    Apart(Apart),
    /// The header of first pages, of left pages.
    FirstHeader(Apart),
    LeftHeader(Apart),
    /// What came of a field.
    Result,
}

/// The destination that a control word begins; `None` if it begins none.
pub(super) fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "footnote" => Destination::Apart(Apart::Note),
        "header" | "headerr" => Destination::Apart(Apart::Header),
        "footer" | "footerr" => Destination::Apart(Apart::Footer),
        "headerf" => Destination::FirstHeader(Apart::Header),
        "footerf" => Destination::FirstHeader(Apart::Footer),
        "headerl" => Destination::LeftHeader(Apart::Header),
        "footerl" => Destination::LeftHeader(Apart::Footer),
        "shptxt" | "dptxbxtext" => Destination::Apart(Apart::Box),
        "fonttbl" => Destination::Is(To::Fonts),
        "listtext" | "pntext" => Destination::Is(To::Label),
        "nesttableprops" => Destination::Is(To::Row),
        "shpinst" | "do" | "object" | "upr" => Destination::Is(To::Around),
        "fldinst" => Destination::Is(To::Instruction),
        "fldrslt" => Destination::Result,
        "result" | "ud" | "moMath" | "moMathPara" => Destination::Is(To::Text),
        "stylesheet" | "colortbl" | "info" | "pict" | "nonshppict" | "shprslt" | "objdata"
        | "filetbl" | "listtable" | "listoverridetable" | "revtbl" | "template" | "ftnsep"
        | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "pn" | "pnseclvl" | "xe"
        | "tc" | "tcn" | "rxe" | "txe" | "bkmkstart" | "bkmkend" | "private" | "generator"
        | "themedata" | "nonesttables" | "mmathPict" | "annotation" | "atnid" | "atnauthor"
        | "datafield" | "formfield" | "userprops" | "falt" | "panose" | "fontemb" | "leveltext"
        | "levelnumbers" | "listname" | "pntxta" | "pntxtb" => Destination::Is(To::Nothing),
        // Properties of formulas.
        _ if word.starts_with('m') && word.ends_with("Pr") => Destination::Is(To::Nothing),
        _ => return None,
    })
}
