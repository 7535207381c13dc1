//! The table of link tokens.

use link_token_domain::link_token::{
    Fingerprint, Grant, LinkTokenHash, LinkTokenRecord, Purpose, Terms,
};
use link_token_types::Scope;

use super::environment::redirect_uri;
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
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
        ("issued_at", ColumnKind::Time),
        ("expires_at", ColumnKind::Time),
        ("ended_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let LinkTokenRecord { hash, issued_by, fingerprint, grant, ended_at } = self;
        let Grant { environment_id, purpose, context, terms, issued_at, expires_at } = grant;
        let Terms { persist_previous_context, redirect_uri, scopes, static_gate_id } = terms;
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
        };
        let (issued_at, expires_at) = (fields.get()?, fields.get()?);
        let grant = Grant { environment_id, purpose, context, terms, issued_at, expires_at };
        let ended_at = fields.optional()?;
        Ok(LinkTokenRecord { hash, issued_by, fingerprint, grant, ended_at })
    }
}

/// The separator of scopes, which no scope contains.
const SEPARATOR: &str = " ";

fn scopes(text: &str) -> Result<Vec<Scope>, StoreError> {
    let scopes = text.split_terminator(SEPARATOR).map(str::parse);
    scopes.collect::<Result<_, _>>().map_err(|_| damaged("invalid scopes of a link token"))
}
