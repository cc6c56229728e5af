//! Lengths as styles of web pages and of OpenDocument write them, in twentieths of a point.

/// The length that a value begins with; `None` if it is none, or says that the browser chooses.
pub(super) fn length(value: &str) -> Option<i32> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let end = value.find(|c| !is_number(c)).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(end)?;
    let number: f32 = number.parse().ok()?;
    let twips = match unit {
        "pt" => 20.0,
        "px" | "" => 15.0,
        "cm" => 567.0,
        "mm" => 56.7,
        "in" => 1440.0,
        "pc" | "em" | "rem" => 240.0,
        "ex" => 120.0,
        _ => return None,
    };
    Some((number * twips) as i32)
}

/// The first and the third of up to four lengths: above and below.
pub(super) fn above_and_below(value: &str) -> (Option<i32>, Option<i32>) {
    let mut sides = value.split_whitespace();
    let above = sides.next();
    let below = sides.nth(1).or(above);
    (above.and_then(length), below.and_then(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        assert_eq!(
            ["6.0pt", "8px", "0", "auto", "-1cm", "x", ""].map(length)[..4],
            [Some(120), Some(120), Some(0), None]
        );
        assert_eq!(above_and_below("6pt 0cm 12pt"), (Some(120), Some(240)));
        assert_eq!(above_and_below("auto"), (None, None));
        assert_eq!(above_and_below("1pt 2pt"), (Some(20), Some(20)));
    }
}
