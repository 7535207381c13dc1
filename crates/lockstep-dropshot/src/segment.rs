//! Segments of paths with literals and variables, such as `{name}.json` and `{id}:cancel`.

/// A segment of a path: a literal, a variable, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// The literals around the variables, one more than there are variables. They may be empty.
    literals: Vec<String>,
    /// The names of the variables.
    names: Vec<String>,
}

impl Segment {
    /// Parses a segment of a path in a contract.
    pub(crate) fn parse(text: &str) -> Self {
        let mut parts = text.split('{');
        let mut literals = vec![parts.next().unwrap_or_default().to_owned()];
        let mut names = Vec::new();
        for part in parts {
            let (name, literal) = part.split_once('}').unwrap_or((part, ""));
            names.push(name.to_owned());
            literals.push(literal.to_owned());
        }
        Self { literals, names }
    }

    /// Returns the literals.
    pub(crate) fn literals(&self) -> &[String] {
        &self.literals
    }

    /// Returns whether the segment has no variable.
    pub(crate) fn is_literal(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns the name of a variable that is the whole segment.
    pub(crate) fn whole(&self) -> Option<&str> {
        match self.names.as_slice() {
            [name] if self.literals.iter().all(String::is_empty) => Some(name),
            _ => None,
        }
    }

    /// Returns how much of the segment is variable: a literal comes before a segment with both, and
    /// that before a variable. Of two segments with both, that with the longer literals comes
    /// first.
    pub(crate) fn rank(&self) -> (u8, usize) {
        let length: usize = self.literals.iter().map(String::len).sum();
        let kind = match (self.is_literal(), self.whole()) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(_)) => 2,
        };
        (kind, usize::MAX - length)
    }

    /// Takes a value apart, from its end: of two ways, that counts in which the last variables are
    /// short. So `{name}.{ext}` takes `a.tar.gz` as `a.tar` and `gz`. No variable is empty.
    pub(crate) fn take_apart<'v>(&self, value: &'v str) -> Option<Vec<(&str, &'v str)>> {
        let (Some(first), Some(last)) = (self.literals.first(), self.literals.last()) else {
            return None;
        };
        if self.is_literal() {
            return (value == first).then(Vec::new);
        }
        let mut rest = value.strip_prefix(first.as_str())?.strip_suffix(last.as_str())?;
        let between = &self.literals[1..self.literals.len() - 1];
        let mut found = Vec::new();
        for (name, literal) in self.names[1..].iter().zip(between).rev() {
            // The variable has at least one character.
            let (end, _) = rest.char_indices().next_back()?;
            let at = rest[..end].rfind(literal.as_str())?;
            found.push((name.as_str(), &rest[at + literal.len()..]));
            rest = &rest[..at];
        }
        found.push((self.names[0].as_str(), rest));
        found.reverse();
        found.iter().all(|(_, value)| !value.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_is_taken_apart_from_its_end() {
        for (segment, value, expected) in [
            ("a", "a", Some(&[] as &[(&str, &str)])),
            ("a", "b", None),
            ("{a}", "b", Some(&[("a", "b")])),
            ("{a}.json", "b.json", Some(&[("a", "b")])),
            ("{a}.json", ".json", None),
            ("{a}.json", "b.xml", None),
            ("v{a}", "v1", Some(&[("a", "1")])),
            ("{a}.{b}", "x.tar.gz", Some(&[("a", "x.tar"), ("b", "gz")])),
            ("{a}.{b}", "x.", None),
            ("{a}.{b}", "x", None),
            ("{a}...{b}", "x...y", Some(&[("a", "x"), ("b", "y")])),
            ("{a}-{b}-{c}.png", "é-2-3.png", Some(&[("a", "é"), ("b", "2"), ("c", "3")])),
        ] {
            let segment = Segment::parse(segment);
            let found = segment.take_apart(value);
            assert_eq!(found.as_deref(), expected, "{segment:?} {value}");
        }
    }
}
