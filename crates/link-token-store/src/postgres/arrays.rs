//! Arrays as parameters, each with one column of many rows.

use super::connections::SqlParameter;
use crate::rows::{Record, SqlValue};

/// Returns the select list that turns array parameters into the columns of a table. In the select
/// list, unlike in `FROM`, PostgreSQL does not materialise the arrays first.
pub(super) fn unnested<R: Record>(first: usize) -> String {
    let columns = R::COLUMNS.iter().zip(first..);
    let columns: Vec<_> = columns
        .map(|((_, kind), number)| format!("unnest(${number}::{}[])", kind.type_name()))
        .collect();
    columns.join(", ")
}

pub(super) fn transposed<'r, R: Record + 'r>(
    records: impl Iterator<Item = &'r R>,
) -> Vec<Vec<SqlValue<'r>>> {
    let mut columns: Vec<Vec<SqlValue<'r>>> = R::COLUMNS.iter().map(|_| Vec::new()).collect();
    for record in records {
        for (column, value) in columns.iter_mut().zip(record.row()) {
            column.push(value);
        }
    }
    columns
}

pub(super) fn arrays<'c>(columns: &'c [Vec<SqlValue<'_>>]) -> Vec<SqlParameter<'c>> {
    columns.iter().map(|column| column as SqlParameter<'c>).collect()
}
