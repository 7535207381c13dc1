//! The table of link tokens.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use link_token_domain::{
    attempt,
    confirmation::CodeChallenge,
    link_token::{
        ActiveLinkToken, Fingerprint, Grant, LinkTokenFilter, LinkTokenHash, LinkTokenPosition,
        LinkTokenRecord, Purpose, Terms,
    },
};
use link_token_types::{Scope, TenantId};
use uuid::Uuid;

use super::{environment::redirect_uri, tenant_erasure::LINK_TOKEN_IS_SHOWN};
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::Rows,
};

impl Record for LinkTokenRecord<Encrypted> {
    const TABLE: &'static str = "link_token";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("hash", ColumnKind::Bytes),
        ("environment_id", ColumnKind::Id),
        ("issued_by", ColumnKind::Id),
        ("fingerprint", ColumnKind::Bytes),
        ("tenant_id", ColumnKind::Text),
        ("integrated_account_id", ColumnKind::Id),
        ("region", ColumnKind::Text),
        ("context", ColumnKind::Bytes),
        ("persist_previous_context", ColumnKind::Flag),
        ("redirect_uri", ColumnKind::Text),
        ("scopes", ColumnKind::Text),
        ("static_gate_id", ColumnKind::Id),
        ("code_challenge", ColumnKind::Bytes),
        ("issued_at", ColumnKind::Time),
        ("expires_at", ColumnKind::Time),
        ("ended_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let LinkTokenRecord { hash, issued_by, fingerprint, grant, ended_at } = self;
        let Grant { environment_id, purpose, context, terms, issued_at, expires_at } = grant;
        let Terms {
            persist_previous_context,
            redirect_uri,
            scopes,
            static_gate_id,
            code_challenge,
        } = terms;
        let region = match purpose {
            Purpose::NewAccount { region, .. } => Some(region.to_string()),
            Purpose::Reauthorisation { .. } => None,
        };
        let scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        vec![
            (&hash.0).into(),
            (*environment_id).into(),
            (*issued_by).into(),
            fingerprint.as_ref().map(|Fingerprint(bytes)| bytes.as_slice()).into(),
            purpose.tenant_id().as_str().into(),
            purpose.account_id().into(),
            region.into(),
            context.as_ref().map(|context| context.0.as_slice()).into(),
            (*persist_previous_context).into(),
            redirect_uri.as_ref().map(AsRef::<str>::as_ref).into(),
            scopes.join(SEPARATOR).into(),
            (*static_gate_id).into(),
            code_challenge.as_ref().map(|CodeChallenge(hash)| hash.as_slice()).into(),
            (*issued_at).into(),
            (*expires_at).into(),
            (*ended_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        let hash = LinkTokenHash(fields.get()?);
        let environment_id = fields.get()?;
        let issued_by = fields.get()?;
        let fingerprint = fields.optional()?.map(Fingerprint);
        let tenant_id = fields.parse()?;
        let purpose = match (fields.optional()?, fields.parse_optional()?) {
            (Some(account_id), None) => Purpose::Reauthorisation { account_id, tenant_id },
            (None, Some(region)) => Purpose::NewAccount { tenant_id, region },
            _ => return Err(damaged("a link token without exactly one purpose")),
        };
        let context = fields.optional::<&[u8]>()?.map(|bytes| Encrypted(bytes.to_vec()));
        let terms = Terms {
            persist_previous_context: fields.get()?,
            redirect_uri: fields.optional()?.map(redirect_uri).transpose()?,
            scopes: scopes(fields.get()?)?,
            static_gate_id: fields.optional()?,
            code_challenge: fields.optional()?.map(CodeChallenge),
        };
        let (issued_at, expires_at) = (fields.get()?, fields.get()?);
        let grant = Grant { environment_id, purpose, context, terms, issued_at, expires_at };
        let ended_at = fields.optional()?;
        Ok(LinkTokenRecord { hash, issued_by, fingerprint, grant, ended_at })
    }
}

/// The separator of scopes, which no scope contains.
const SEPARATOR: &str = " ";

pub fn scopes(text: &str) -> Result<Vec<Scope>, StoreError> {
    let scopes = text.split_terminator(SEPARATOR).map(str::parse);
    scopes.collect::<Result<_, _>>().map_err(|_| damaged("invalid scopes"))
}

/// Selects active link tokens after the time `$1` and the hash `$2`. Further conditions follow,
/// then [`ACTIVE_ORDER`]. The expression is the one of the index for the sweep: an active token has
/// no end but its expiry.
const ACTIVE: &str = "SELECT hash, environment_id, issued_by, tenant_id, integrated_account_id, issued_at, expires_at
    FROM link_token WHERE ended_at IS NULL AND coalesce(ended_at, expires_at) >= $1
    AND (coalesce(ended_at, expires_at) > $1 OR hash > $2)";
const ACTIVE_ORDER: &str = "ORDER BY coalesce(ended_at, expires_at), hash LIMIT";

/// Continues the condition of [`ACTIVE`] if it selects only what can be used now: an account that
/// has moved to another tenant may move back.
const OF_TENANT: &str = "integrated_account_id IS NULL OR EXISTS (
        SELECT 1 FROM integrated_account
        WHERE environment_id = link_token.environment_id AND id = link_token.integrated_account_id
            AND tenant_id = link_token.tenant_id
    )";

/// Continues the condition of [`ACTIVE`] if it selects link tokens that have expired, too: an
/// attempt goes on.
const OR_ATTEMPTED: &str = "expires_at > $3 OR EXISTS (
        SELECT 1 FROM attempt WHERE link_token_hash = link_token.hash AND attempt.expires_at > $4
    )";

/// Lists up to `limit` link tokens after a position, the first to expire first: those that are
/// usable at a time, or if asked all that are active, and those with an attempt that may still
/// redeem them. Those of a tenant that is being erased are not usable.
pub async fn list_active(
    rows: &mut impl Rows,
    filter: &LinkTokenFilter,
    (now, with_attempted): (DateTime<Utc>, bool),
    after: Option<LinkTokenPosition>,
    limit: u32,
) -> Result<Vec<ActiveLinkToken>, StoreError> {
    let LinkTokenFilter { environment_id, issued_by, tenant_id, account_id, mark, since } = filter;
    let earliest =
        if with_attempted { LinkTokenRecord::<()>::earliest_redeemable(now) } else { now };
    let (time, LinkTokenHash(hash)) = match after.filter(|after| after.expires_at > earliest) {
        Some(after) => (after.expires_at, LinkTokenHash::range_of(after.mark).1),
        None => (earliest, LinkTokenHash([u8::MAX; 32])),
    };
    let (from_hash, to_hash) = mark.map(LinkTokenHash::range_of).unzip();
    let optional: [(&str, Option<SqlValue<'_>>); 7] = [
        ("environment_id =", environment_id.map(SqlValue::from)),
        ("issued_by =", issued_by.map(SqlValue::from)),
        ("tenant_id =", tenant_id.as_ref().map(|id| id.as_str().into())),
        ("integrated_account_id =", account_id.map(SqlValue::from)),
        ("issued_at >=", since.map(SqlValue::from)),
        ("hash >=", from_hash.as_ref().map(|hash| (&hash.0).into())),
        ("hash <=", to_hash.as_ref().map(|hash| (&hash.0).into())),
    ];
    let mut sql = ACTIVE.to_owned();
    let mut values = vec![time.into(), (&hash).into()];
    if with_attempted {
        let _ = write!(sql, " AND ({OR_ATTEMPTED})");
        values.extend([now.into(), (now - attempt::CLAIM_LIFETIME).into()]);
    } else {
        let _ = write!(sql, " AND ({OF_TENANT}){LINK_TOKEN_IS_SHOWN}");
    }
    for (condition, value) in optional {
        if let Some(value) = value {
            values.push(value);
            let _ = write!(sql, " AND {condition} ${}", values.len());
        }
    }
    values.push(i64::from(limit).into());
    let _ = write!(sql, " {ACTIVE_ORDER} ${}", values.len());
    let read = |fields: &mut RowReader<'_>| {
        Ok(ActiveLinkToken {
            hash: LinkTokenHash(fields.get()?),
            environment_id: fields.get()?,
            issued_by: fields.get()?,
            tenant_id: fields.parse()?,
            account_id: fields.optional()?,
            issued_at: fields.get()?,
            expires_at: fields.get()?,
        })
    };
    rows.query(&sql, &values, read).await
}

/// The place of a link token in the order of `list_stored`: the time at which it ended or
/// expires, and its hash.
pub type StoredPosition = (DateTime<Utc>, LinkTokenHash);

/// Lists up to `limit` link tokens of an environment, of one tenant or of all, in whatever state.
pub async fn list_stored(
    rows: &mut impl Rows,
    environment_id: Uuid,
    tenant_id: Option<&TenantId>,
    after: Option<StoredPosition>,
    limit: u32,
) -> Result<Vec<StoredPosition>, StoreError> {
    let (time, LinkTokenHash(hash)) =
        after.unwrap_or((DateTime::UNIX_EPOCH, LinkTokenHash([0; 32])));
    // The expression is the one of the index for the sweep.
    let mut sql = "SELECT coalesce(ended_at, expires_at), hash FROM link_token
        WHERE coalesce(ended_at, expires_at) >= $1 AND (coalesce(ended_at, expires_at) > $1 OR hash > $2)
        AND environment_id = $3"
        .to_owned();
    let mut values = vec![time.into(), (&hash).into(), environment_id.into()];
    if let Some(tenant_id) = tenant_id {
        sql.push_str(" AND tenant_id = $4");
        values.push(tenant_id.as_str().into());
    }
    values.push(i64::from(limit).into());
    let _ = write!(sql, " {ACTIVE_ORDER} ${}", values.len());
    rows.query(&sql, &values, |fields| Ok((fields.get()?, LinkTokenHash(fields.get()?)))).await
}
