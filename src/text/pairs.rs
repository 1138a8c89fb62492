//! Lines of `key = value` under `[table]`: the simple part of TOML that files built into the program keep to.
//!
//! In: such a file. Out: table, key and value as written, one line each. It is read at every start, where a whole TOML
//! reader would take longer than the first frame; tests hold that both read the same. Users' files go through the latter.

/// Table, key and value of each line; comments and empty lines are left out.
pub fn pairs(source: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut table = "";
    source.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            table = name;
            return None;
        }
        let (key, value) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
        Some((table, key.trim_end(), value.trim_start()))
    })
}

/// The words of a quoted value.
#[must_use]
pub fn unquoted(value: &str) -> &str {
    value.trim().trim_start_matches('"').trim_end_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_under_their_table() {
        let source = "# a = b\n[one]\na = \"x = y\"\n\n[two]\nb = [\"=\"]\n";
        let read: Vec<_> = pairs(source).collect();
        assert_eq!(read, [("one", "a", "\"x = y\""), ("two", "b", "[\"=\"]")]);
        assert_eq!(unquoted("\"x = y\""), "x = y");
    }
}
