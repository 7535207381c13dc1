//! Lists that are read in pages.

/// The number of items that a query reads.
const PAGE: usize = 1000;

/// Returns up to `limit` items, and true if there are more. `page` returns the items that follow
/// one, up to a number.
pub async fn up_to<T>(
    limit: usize,
    mut page: impl AsyncFnMut(Option<&T>, u32) -> anyhow::Result<Vec<T>>,
) -> anyhow::Result<(Vec<T>, bool)> {
    let mut found: Vec<T> = Vec::new();
    loop {
        // One more shows that there are more.
        let size = PAGE.min(limit.saturating_add(1) - found.len());
        let next = page(found.last(), u32::try_from(size)?).await?;
        let is_last = next.len() < size;
        found.extend(next);
        if is_last || found.len() > limit {
            let has_more = found.len() > limit;
            found.truncate(limit);
            return Ok((found, has_more));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn items_are_read_up_to_the_limit() {
        for (limit, stored, expected) in [
            (2, 3, (2, true)),
            (3, 3, (3, false)),
            (2000, 2001, (2000, true)),
            (usize::MAX, 2500, (2500, false)),
            (5, 0, (0, false)),
        ] {
            let page = async |last: Option<&usize>, number: u32| {
                let first = last.map_or(0, |last| last + 1);
                Ok((first..stored).take(usize::try_from(number)?).collect())
            };
            let (found, has_more) = up_to(limit, page).await.expect("read");
            assert_eq!((found.len(), has_more), expected, "{limit} of {stored}");
            assert!(found.iter().copied().eq(0..found.len()));
        }
    }
}
