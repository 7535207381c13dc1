//! Checks that every request has one path, and that Dropshot's router can serve it.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeSet,
};

use serde_json::Value;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{METHODS, is_mixed, is_variable, members, segments, variables},
    pointer::Pointer,
};

impl Linter<'_> {
    /// Refuses two operations for one request. Says which of two paths comes first where neither
    /// has all literals of the other, and more.
    ///
    /// OpenAPI 3.0.3, "Path Templating Matching": concrete paths come before templated ones, paths
    /// that differ in the names of variables only are identical, and other ambiguous paths are up
    /// to the tool. Here, the path comes first whose literal is the first from the left, as in most
    /// routers. Names of variables are not sent, so identical paths are accepted as long as they
    /// have different methods.
    pub(crate) fn routes(&mut self) {
        let list = Pointer::root().join("paths");
        let document = self.document;
        let paths: Vec<(&str, Vec<&str>, &Value)> = members(document.get(&list))
            .map(|(path, item)| (path.as_str(), segments(path).collect(), item))
            .collect();
        for (index, (path, own, item)) in paths.iter().enumerate() {
            let mut ambiguous = Vec::new();
            for (other, others, other_item) in &paths[..index] {
                match relation(own, others) {
                    Relation::Apart => {}
                    Relation::Same => {
                        let both: Vec<&str> = METHODS
                            .iter()
                            .copied()
                            .filter(|it| {
                                [item, other_item].iter().all(|item| item.get(it).is_some())
                            })
                            .collect();
                        let Some(method) = both.first() else { continue };
                        self.diagnostics.push_pair(
                            Rule::Structure,
                            &list.join(path).join(method),
                            &list.join(other).join(method),
                            format!(
                                "`{path}` and `{other}` are the same path, and both have `{}`",
                                both.join("`, `")
                            ),
                            "keep one of the two: neither names of variables nor a slash at the \
                             end tell paths apart",
                        );
                    }
                    Relation::Ambiguous => ambiguous.push((*other, others)),
                }
            }
            if let Some((other, others)) = ambiguous.first() {
                let first = if comes_before(own, others) { path } else { other };
                let more = match ambiguous.len() {
                    1 => String::new(),
                    number => format!("; the same is true of {} other paths", number - 1),
                };
                self.diagnostics.note(
                    &list.join(path),
                    format!(
                        "`{path}` and `{other}` match the same requests: `{first}` comes first, \
                         which has more literal text at the first place where they differ{more}"
                    ),
                );
            }
        }
    }

    pub(crate) fn path(&mut self, at: &Pointer, path: &str) {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let names: Vec<&str> = variables(path).collect();
        let distinct: BTreeSet<_> = names.iter().collect();
        let fault = if !path.starts_with('/') {
            Some("a path starts with `/`")
        } else if segments.split_last().is_some_and(|(_, others)| others.contains(&"")) {
            Some("Dropshot routes no empty segments")
        } else if path.contains(['?', '#']) {
            Some("a path has no query and no fragment, whose names are parameters `in: query`")
        } else if segments.iter().any(|segment| matches!(*segment, "." | "..")) {
            Some("a path has no `.` and no `..`, which clients resolve")
        } else if distinct.len() < names.len() {
            Some("a path has each variable once")
        } else if !segments.iter().all(|segment| braces_are_paired(segment)) {
            Some("the name of a variable is between `{` and `}`, in one segment")
        } else if path.contains("}{") {
            Some("two variables without text between them cannot be told apart")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.diagnostics.push(Rule::Dropshot, at, fault, "write it like `/accounts/{id}`");
        }
    }
}

/// Returns whether the braces of a segment are those of variables with names.
fn braces_are_paired(segment: &str) -> bool {
    let mut parts = segment.split('{');
    parts.next().is_some_and(|literal| !literal.contains('}'))
        && parts.all(|part| {
            part.split_once('}').is_some_and(|(name, rest)| !name.is_empty() && !rest.contains('}'))
        })
}

/// Returns whether the first place where one of two paths has more literals is one of `own`.
fn comes_before(own: &[&str], other: &[&str]) -> bool {
    let mut pairs = own.iter().zip(other).map(|(own, other)| (rank(own), rank(other)));
    pairs.find(|(own, other)| own != other).is_some_and(|(own, other)| own < other)
}

/// Returns how much of a segment is variable: nothing, a part, or all. Of two segments with both,
/// the rank is lower that has more literal text.
fn rank(segment: &str) -> (u8, Reverse<usize>) {
    let kind = match (is_variable(segment), is_mixed(segment)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    let length = literals(segment).iter().map(|literal| literal.len()).sum();
    (kind, Reverse(if kind == 1 { length } else { 0 }))
}

/// Returns the literals before the first and behind the last variable of a segment.
fn ends(segment: &str) -> (&str, &str) {
    let start = segment.split('{').next().unwrap_or_default();
    let end = segment.rsplit('}').next().unwrap_or_default();
    (start, end)
}

/// Returns whether some text may match two segments.
fn may_match_both(one: &str, other: &str) -> bool {
    let ((start, end), (other_start, other_end)) = (ends(one), ends(other));
    let is_part =
        |whole: &str, start: &str, end: &str| whole.starts_with(start) && whole.ends_with(end);
    match (rank(one).0, rank(other).0) {
        (0, 0) => one == other,
        (0, _) => is_part(one, other_start, other_end),
        (_, 0) => is_part(other, start, end),
        _ => {
            (start.starts_with(other_start) || other_start.starts_with(start))
                && (end.ends_with(other_end) || other_end.ends_with(end))
        }
    }
}

/// Returns the literals of a segment, without the names of its variables.
fn literals(segment: &str) -> Vec<&str> {
    let parts = segment.split('{').enumerate();
    parts
        .map(|(index, part)| match part.split_once('}') {
            Some((_, literal)) if index > 0 => literal,
            _ => part,
        })
        .collect()
}

/// The requests that two paths match.
enum Relation {
    /// None, or those that the one of them with more literals matches.
    Apart,
    /// The same ones.
    Same,
    /// Some that both match. Each of them matches others, too.
    Ambiguous,
}

fn relation(one: &[&str], other: &[&str]) -> Relation {
    if one.len() != other.len() {
        return Relation::Apart;
    }
    let (mut one_has_more, mut other_has_more) = (false, false);
    for (one, other) in one.iter().zip(other) {
        if !may_match_both(one, other) {
            return Relation::Apart;
        }
        match rank(one).0.cmp(&rank(other).0) {
            Ordering::Less => one_has_more = true,
            Ordering::Greater => other_has_more = true,
            Ordering::Equal if literals(one) == literals(other) => {}
            // Such as `{a}.json` and `list-{b}`.
            Ordering::Equal => (one_has_more, other_has_more) = (true, true),
        }
    }
    match (one_has_more, other_has_more) {
        (false, false) => Relation::Same,
        (true, true) => Relation::Ambiguous,
        _ => Relation::Apart,
    }
}
