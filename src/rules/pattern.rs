//! The small language of phrases: `so với [cùng] (kỳ|thời điểm) [năm #]`.
//!
//! `[x]` may be left out, `(a|b)` is one of several, `#` stands for a number, `@` for a year. Out: every plain phrase that it covers.

/// Most plain phrases one pattern may stand for.
const LIMIT: usize = 4096;

/// All plain phrases of a pattern, or what is wrong with it.
pub fn expand(pattern: &str) -> Result<Vec<String>, String> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    let all = alternatives(&chars, &mut at)?;
    if at < chars.len() {
        return Err(format!("unbalanced bracket in {pattern:?}"));
    }
    if all.len() > LIMIT {
        return Err(format!("{pattern:?} stands for more than {LIMIT} phrases"));
    }
    let mut plain: Vec<String> =
        all.into_iter().map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|p| !p.is_empty()).collect();
    plain.sort_unstable();
    plain.dedup();
    Ok(plain)
}

fn alternatives(chars: &[char], at: &mut usize) -> Result<Vec<String>, String> {
    let mut all = sequence(chars, at)?;
    while chars.get(*at) == Some(&'|') {
        *at += 1;
        all.extend(sequence(chars, at)?);
    }
    Ok(all)
}

fn sequence(chars: &[char], at: &mut usize) -> Result<Vec<String>, String> {
    let mut heads = vec![String::new()];
    while let Some(&c) = chars.get(*at) {
        let (close, optional) = match c {
            '|' | ')' | ']' => break,
            '(' => (')', false),
            '[' => (']', true),
            c => {
                heads.iter_mut().for_each(|h| h.push(c));
                *at += 1;
                continue;
            }
        };
        *at += 1;
        let mut tails = alternatives(chars, at)?;
        if chars.get(*at) != Some(&close) {
            return Err(format!("{close:?} is missing"));
        }
        *at += 1;
        if optional {
            tails.push(String::new());
        }
        if heads.len() * tails.len() > LIMIT {
            return Err(format!("more than {LIMIT} phrases"));
        }
        heads = heads.iter().flat_map(|h| tails.iter().map(move |t| format!("{h}{t}"))).collect();
    }
    Ok(heads)
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn brackets_are_choices() {
        assert_eq!(expand("so [với] (a|b)").unwrap(), ["so a", "so b", "so với a", "so với b"]);
        assert_eq!(expand("[x (y|z)] w").unwrap(), ["w", "x y w", "x z w"]);
    }

    #[test]
    fn unbalanced_brackets_are_told() {
        assert!(expand("so (với").is_err());
        assert!(expand("so] với").is_err());
    }
}
