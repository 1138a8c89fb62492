//! Patterns of file names: `*` any letters, `?` one letter, `**` any folders.
//!
//! In: a pattern and a path, both parted by `/`. Out: whether it fits. Time is bounded by the product of their lengths.

/// Whether a name holds a pattern's signs.
pub(super) fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether `path` fits `pattern`, step by step.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    matches(&pattern, &path, &|step| *step == "**", &|a, b| step_fits(a, b))
}

fn step_fits(pattern: &str, step: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let step: Vec<char> = step.chars().collect();
    matches(&pattern, &step, &|c| *c == '*', &|a, b| *a == '?' || a == b)
}

/// Whether items fit, where one that `is_any` stands for any number of them: what was last left open goes on from the
/// next place when it fails.
fn matches<T>(pattern: &[T], items: &[T], is_any: &dyn Fn(&T) -> bool, is_same: &dyn Fn(&T, &T) -> bool) -> bool {
    let (mut p, mut i) = (0, 0);
    let mut open: Option<(usize, usize)> = None;
    while let Some(item) = items.get(i) {
        match pattern.get(p) {
            Some(any) if is_any(any) => {
                open = Some((p, i));
                p += 1;
            }
            Some(same) if is_same(same, item) => {
                p += 1;
                i += 1;
            }
            _ => {
                let Some((at, from)) = open else { return false };
                open = Some((at, from + 1));
                p = at + 1;
                i = from + 1;
            }
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(is_any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_what_they_should() {
        for (pattern, path, fit) in [
            ("*.pdf", "a.pdf", true),
            ("*.pdf", "a/b.pdf", false),
            ("**/*.pdf", "a/b/c.pdf", true),
            ("**/*.pdf", "c.pdf", true),
            ("a/**/q?-2024.*", "a/x/q1-2024.docx", true),
            ("a/**/q?-2024.*", "b/q1-2024.docx", false),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
        ] {
            assert_eq!(fits(pattern, path), fit, "{pattern} {path}");
        }
        assert!(!fits(&"a*".repeat(40), &"a".repeat(2_000).replace("aaaaa", "aaaab").replace('b', "/")));
    }
}
