//! The table of audit events.

use link_token_domain::{
    audit::{Action, ApiRequest, Event, EventId, Filter, Origin, Outcome},
    erasure::Tenant,
    link_token::LinkTokenMark,
};
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Event {
    const TABLE: &'static str = "audit_event";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("api_token_id", ColumnKind::Id),
        ("request_id", ColumnKind::Id),
        ("action", ColumnKind::Text),
        ("outcome", ColumnKind::Text),
        ("tenant_id", ColumnKind::Text),
        ("object_id", ColumnKind::Id),
        ("link_token_mark", ColumnKind::Bytes),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, environment_id, origin, action, outcome, tenant_id, object_id, link_token } =
            self;
        vec![
            id.0.into(),
            (*environment_id).into(),
            origin.api_token_id().into(),
            origin.request_id().into(),
            action.as_str().into(),
            outcome.as_str().into(),
            tenant_id.as_ref().map(|id| id.as_str()).into(),
            (*object_id).into(),
            link_token.as_ref().map(|mark| mark.0.as_slice()).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        let (id, environment_id) = (EventId(fields.get()?), fields.get()?);
        let by = (fields.optional()?, fields.optional()?);
        let action: Action = fields.parse()?;
        Ok(Self {
            id,
            environment_id,
            origin: match by {
                (Some(api_token_id), Some(request_id)) => {
                    Origin::Api(ApiRequest { api_token_id, request_id })
                }
                (None, Some(request_id)) => Origin::Browser { request_id },
                (None, None) if action.is_of_server() => Origin::Server,
                (None, None) => Origin::CommandLine,
                (Some(_), None) => return Err(damaged("an event with only part of its origin")),
            },
            action,
            outcome: fields.parse()?,
            tenant_id: fields.parse_optional()?,
            object_id: fields.optional()?,
            link_token: fields.optional()?.map(LinkTokenMark),
        })
    }
}

/// Lists the events that match a filter, newest first.
pub async fn list(rows: &mut impl Rows, filter: &Filter) -> Result<Vec<Event>, StoreError> {
    let link_token_mark = filter.link_token.map(|mark| mark.0);
    let optional: [(&str, Option<SqlValue<'_>>); 7] = [
        ("api_token_id", filter.api_token_id.map(SqlValue::from)),
        ("request_id", filter.request_id.map(SqlValue::from)),
        ("action", filter.action.map(Action::as_str).map(SqlValue::from)),
        ("outcome", filter.outcome.map(Outcome::as_str).map(SqlValue::from)),
        ("tenant_id", filter.tenant_id.as_ref().map(|id| id.as_str().into())),
        ("object_id", filter.object_id.map(SqlValue::from)),
        ("link_token_mark", link_token_mark.as_ref().map(SqlValue::from)),
    ];
    let mut conditions = vec!["id >= $1 AND id < $2 AND environment_id = $3".to_owned()];
    let mut values =
        vec![filter.from_id().0.into(), filter.before_id().0.into(), filter.environment_id.into()];
    for (column, value) in optional {
        if let Some(value) = value {
            values.push(value);
            conditions.push(format!("{column} = ${}", values.len()));
        }
    }
    values.push(i64::from(filter.limit).into());
    let conditions = conditions.join(" AND ");
    let rest = format!("WHERE {conditions} ORDER BY id DESC LIMIT ${}", values.len());
    rows.select(&rest, &values).await
}

/// Returns the ID of the newest event.
pub async fn newest(rows: &mut impl Rows) -> Result<Option<EventId>, StoreError> {
    let sql = "SELECT id FROM audit_event ORDER BY id DESC LIMIT 1";
    Ok(rows.query(sql, &[], |fields| Ok(EventId(fields.get()?))).await?.pop())
}

/// Deletes up to `$2` of the events before the ID `$1`.
pub const SWEEP: &str = "DELETE FROM audit_event WHERE id IN (
    SELECT id FROM audit_event WHERE id < $1 ORDER BY id LIMIT $2
)";

/// Deletes up to `limit` events before an ID, and returns their number.
pub async fn sweep(
    tx: &mut impl Transaction,
    before: EventId,
    limit: u32,
) -> Result<usize, StoreError> {
    tx.execute(SWEEP, &[before.0.into(), i64::from(limit).into()]).await
}

/// Lists up to `limit` of the events that name a tenant, after an ID and oldest first.
pub async fn of_tenant(
    rows: &mut impl Rows,
    tenant: &Tenant,
    after: Option<EventId>,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let rest = "WHERE id > $1 AND environment_id = $2 AND tenant_id = $3 ORDER BY id LIMIT $4";
    let values = [
        after.map_or(Uuid::nil(), |id| id.0).into(),
        tenant.environment_id.into(),
        tenant.id.as_str().into(),
        i64::from(limit).into(),
    ];
    rows.select(rest, &values).await
}

/// Removes the tenant's ID from an event.
pub async fn forget_tenant(tx: &mut impl Transaction, id: EventId) -> Result<(), StoreError> {
    let sql = "UPDATE audit_event SET tenant_id = NULL WHERE id = $1";
    tx.write(sql, &[id.0.into()]).await
}
