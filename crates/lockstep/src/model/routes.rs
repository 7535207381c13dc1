//! The paths that Dropshot's router cannot tell apart, and the routes that they share.
//!
//! Dropshot's router is a tree of segments. A node of it has either literals or one variable below
//! it. Where the paths of a document have both, or a segment that is only in part a variable
//! (`{id}.json`), the route of each of them has a variable in that place. So several paths may have
//! one route. The server then finds the operation by comparing the segment with the literals.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::openapi::{is_variable, segments};

/// Returns the paths for which Dropshot has no route of their own, with the route that they share.
pub(crate) fn shared<'p>(paths: impl IntoIterator<Item = &'p str>) -> BTreeMap<String, String> {
    let paths: BTreeSet<&str> = paths.into_iter().collect();
    let paths = paths.into_iter().map(|path| (path, segments(path).collect())).collect();
    let mut routes = BTreeMap::new();
    assign(paths, &mut Vec::new(), &mut routes);
    let mut users: BTreeMap<String, usize> = BTreeMap::new();
    for route in routes.values() {
        *users.entry(route.clone()).or_default() += 1;
    }
    routes.retain(|path, route| whole(path) != *route || users[route] > 1);
    routes
}

/// Returns a path without the slash at its end, which Dropshot ignores.
fn whole(path: &str) -> &str {
    path.strip_suffix('/').filter(|path| !path.is_empty()).unwrap_or(path)
}

/// Gives each path a route. All begin with the segments `before`.
fn assign(
    paths: Vec<(&str, Vec<&str>)>,
    before: &mut Vec<String>,
    routes: &mut BTreeMap<String, String>,
) {
    let depth = before.len();
    let mut next: BTreeMap<&str, Vec<(&str, Vec<&str>)>> = BTreeMap::new();
    for (path, segments) in paths {
        match segments.get(depth).copied() {
            Some(segment) => next.entry(segment).or_default().push((path, segments)),
            None => drop(routes.insert(path.to_owned(), format!("/{}", before.join("/")))),
        }
    }
    let variables: Vec<&str> = next.keys().copied().filter(|it| is_variable(it)).collect();
    if !next.keys().any(|segment| segment.contains('{')) {
        for (segment, paths) in next {
            before.push(segment.to_owned());
            assign(paths, before, routes);
            before.pop();
        }
        return;
    }
    // A route has each variable once.
    let free = variables.iter().find(|name| before.iter().all(|known| known != *name));
    let variable = free.map_or_else(|| format!("{{variable-{depth}}}"), |name| (*name).to_owned());
    before.push(variable);
    assign(next.into_values().flatten().collect(), before, routes);
    before.pop();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_share_a_route_where_literals_meet_variables() {
        for (paths, expected) in [
            (&["/", "/a", "/a/b", "/c/{id}", "/c/{id}/d"] as &[&str], &[] as &[(&str, &str)]),
            (
                &["/a/me", "/a/{id}", "/a/{id}/b", "/a"],
                &[("/a/me", "/a/{id}"), ("/a/{id}", "/a/{id}")],
            ),
            (&["/a/me/x", "/a/{id}/y"], &[("/a/me/x", "/a/{id}/x")]),
            (&["/a/", "/b/{id}/"], &[]),
            (&["/a/{b}.{c}"], &[("/a/{b}.{c}", "/a/{variable-1}")]),
            (&["/a/{b}", "/a/{c}:d"], &[("/a/{b}", "/a/{b}"), ("/a/{c}:d", "/a/{b}")]),
            (&["/{a}/x", "/{b}/y", "/{b}/z"], &[("/{b}/y", "/{a}/y"), ("/{b}/z", "/{a}/z")]),
            (
                &["/a/{id}", "/a/{x}/{id}", "/a/{x}/b"],
                &[("/a/{x}/b", "/a/{id}/{variable-2}"), ("/a/{x}/{id}", "/a/{id}/{variable-2}")],
            ),
            (
                &["/a/me/{x}", "/a/{id}/b/c"],
                &[("/a/me/{x}", "/a/{id}/{x}"), ("/a/{id}/b/c", "/a/{id}/{x}/c")],
            ),
        ] {
            let expected = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
            assert_eq!(shared(paths.iter().copied()), expected.collect(), "{paths:?}");
        }
    }
}
