//! The translation of domain types into types of the contract.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use link_token_api::ListIntegratedAccountsQuery;
use link_token_connect::{catalogue::Catalogue, definition::ConnectMethod};
use link_token_domain::{
    Refusal,
    credentials::Credentials,
    environment_integration::{EnvironmentIntegration, Withheld},
    integrated_account::{Account, AccountFilter, AccountPage, TimeRange},
    link_token::{ActiveLinkToken, Grant, Issued, Purpose, Terms},
    secret::Secret,
    webhook::{
        Webhook,
        delivery::{DeliveryAttempt, DeliveryStatus, LoggedDelivery},
    },
};
use link_token_store::RevokedLinkTokens;
use link_token_types::{self as types, error::ConversionError};
use uuid::Uuid;

use crate::{connect::exchange::CredentialContent, http::OperationError};

/// Returns the response to a creation.
pub fn issued(issued: &Issued) -> types::LinkTokenResponse {
    types::LinkTokenResponse { link_token: issued.link_token.into(), expires_at: issued.expires_at }
}

/// Returns the response to an introspection. `None` is an inactive link token.
pub fn introspection(grant: Option<Grant>) -> types::LinkTokenIntrospection {
    let Some(grant) = grant else {
        return types::LinkTokenIntrospection {
            active: false,
            code_challenge: None,
            context: None,
            environment_id: None,
            expires_at: None,
            integrated_account_id: None,
            issued_at: None,
            persist_previous_context: None,
            redirect_uri: None,
            region: None,
            scopes: None,
            tenant_id: None,
            truto_static_gate_id: None,
        };
    };
    let (tenant_id, integrated_account_id, region) = match grant.purpose {
        Purpose::NewAccount { tenant_id, region } => (tenant_id, None, Some(region)),
        Purpose::Reauthorisation { account_id, tenant_id } => (tenant_id, Some(account_id), None),
    };
    // Destructured, so that a new field does not compile until it is returned.
    let Terms { persist_previous_context, redirect_uri, scopes, static_gate_id, code_challenge } =
        grant.terms;
    types::LinkTokenIntrospection {
        active: true,
        // The request had the same limits, so the conversions succeed.
        code_challenge: code_challenge.and_then(|challenge| challenge.encode().parse().ok()),
        context: grant.context.map(types::Context::from),
        environment_id: Some(grant.environment_id),
        expires_at: Some(grant.expires_at),
        integrated_account_id,
        issued_at: Some(grant.issued_at),
        persist_previous_context: Some(persist_previous_context),
        redirect_uri: redirect_uri.map(types::RedirectUri::from),
        region,
        scopes: types::LinkTokenIntrospectionScopes::try_from(scopes)
            .ok()
            .filter(|scopes| !scopes.is_empty()),
        tenant_id: Some(tenant_id),
        truto_static_gate_id: static_gate_id,
    }
}

pub fn account(account: Account, catalogue: &Catalogue) -> types::IntegratedAccount {
    let integration = account_integration(&account.integration, catalogue);
    types::IntegratedAccount { integration, ..account.into() }
}

/// Returns an app as accounts refer to it, with what the catalogue knows of it.
pub fn account_integration(
    name: &types::IntegrationName,
    catalogue: &Catalogue,
) -> types::AccountIntegration {
    let definition = catalogue.get(name.as_str()).map(|entry| &entry.definition);
    types::AccountIntegration {
        category: definition.and_then(|definition| definition.category.clone()),
        label: definition.map_or(name.as_str(), |definition| &definition.label).to_owned(),
        name: name.clone(),
    }
}

/// Returns the maximum number of items in a page as a number.
pub fn number(limit: types::PageLimit) -> u32 {
    u32::try_from(*limit).unwrap_or(1)
}

/// Reads the cursor of a request. An empty one is that of the first page.
pub fn cursor<C: FromStr>(cursor: Option<&types::Cursor>) -> Result<Option<C>, Refusal> {
    let cursor = cursor.map(|cursor| cursor.as_str()).filter(|cursor| !cursor.is_empty());
    let parsed = cursor.map(str::parse).transpose();
    parsed.map_err(|_| {
        Refusal::invalid("next_cursor", "must be the `next_cursor` of the previous page")
    })
}

/// Returns a page of link tokens. `found` may have one more than the page.
pub fn link_token_page(
    mut found: Vec<ActiveLinkToken>,
    limit: types::PageLimit,
) -> types::LinkTokenPage {
    let size = number(limit) as usize;
    let has_more = found.len() > size;
    found.truncate(size);
    let last = found.last().filter(|_| has_more);
    let next_cursor = last.and_then(|last| last.position().to_string().parse().ok());
    let result = found.into_iter().filter_map(|token| {
        // Destructured, so that a new field does not compile until it is returned or left out.
        let ActiveLinkToken {
            hash,
            environment_id: _,
            issued_by,
            tenant_id,
            account_id,
            issued_at,
            expires_at,
        } = token;
        Some(types::ActiveLinkToken {
            // A mark has the form of the contract.
            mark: hash.mark().to_string().parse().ok()?,
            api_token_id: issued_by,
            tenant_id,
            integrated_account_id: account_id,
            issued_at,
            expires_at,
        })
    });
    types::LinkTokenPage { limit, next_cursor, result: result.collect() }
}

pub fn revocation(revoked: RevokedLinkTokens) -> types::LinkTokenRevocation {
    types::LinkTokenRevocation {
        has_more: revoked.has_more,
        revoked: i64::try_from(revoked.number).unwrap_or(i64::MAX),
    }
}

/// Translates the conditions of a list of accounts. `None` if no account can meet them.
pub fn account_filter(query: ListIntegratedAccountsQuery) -> Option<AccountFilter> {
    // Destructured, so that a new condition does not compile until it is translated.
    let ListIntegratedAccountsQuery {
        tenant_id,
        status,
        integration_name,
        created_at,
        updated_at,
        limit: _,
        next_cursor: _,
    } = query;
    let tenant_ids = tenant_id.map(|it| any_of(it.eq, it.in_));
    let statuses = status.map(|it| any_of(it.eq, it.in_));
    let integrations = integration_name.map(|it| any_of(it.eq, it.in_));
    let is_impossible = [
        tenant_ids.as_ref().is_some_and(Vec::is_empty),
        statuses.as_ref().is_some_and(Vec::is_empty),
        integrations.as_ref().is_some_and(Vec::is_empty),
    ];
    if is_impossible.contains(&true) {
        return None;
    }
    Some(AccountFilter {
        tenant_ids: tenant_ids.unwrap_or_default(),
        statuses: statuses.unwrap_or_default(),
        integrations: integrations.unwrap_or_default(),
        created_at: created_at.as_ref().map_or(TimeRange::default(), time_range),
        updated_at: updated_at.as_ref().map_or(TimeRange::default(), time_range),
    })
}

/// Returns the values that meet a condition, of which there may be none.
fn any_of<T: PartialEq>(eq: Option<T>, any: Option<impl Into<Vec<T>>>) -> Vec<T> {
    match (eq, any.map(Into::into)) {
        (None, None) => Vec::new(),
        (None, Some(any)) => any,
        (Some(eq), None) => vec![eq],
        (Some(eq), Some(any)) => any.into_iter().filter(|it| *it == eq).take(1).collect(),
    }
}

fn time_range(filter: &types::TimeFilter) -> TimeRange {
    let types::TimeFilter { eq, gt, gte, lt, lte } = *filter;
    let range = TimeRange::default();
    let range = eq.map_or(range, |time| range.at(time));
    let range = gt.map_or(range, |time| range.after(time));
    let range = gte.map_or(range, |time| range.from(time));
    let range = lt.map_or(range, |time| range.before(time));
    lte.map_or(range, |time| range.up_to(time))
}

pub fn account_page(
    page: AccountPage,
    limit: types::PageLimit,
    catalogue: &Catalogue,
) -> types::IntegratedAccountPage {
    let next = page.next.map(|next| next.to_string());
    types::IntegratedAccountPage {
        limit,
        next_cursor: next.and_then(|next| next.parse().ok()),
        result: page.accounts.into_iter().map(|it| account(it, catalogue)).collect(),
    }
}

/// Returns a page of the catalogue. Its cursor is the name of the last item.
pub fn integration_page(
    catalogue: &Catalogue,
    cursor: Option<&types::Cursor>,
    limit: types::PageLimit,
) -> types::IntegrationPage {
    let entries = catalogue.iter().map(|entry| &entry.definition);
    let (result, next_cursor) = name_page(entries, |it| &it.name, cursor, limit);
    let result = result.into_iter().filter_map(|definition| {
        Some(types::Integration {
            authentication_methods: definition.methods.iter().map(ConnectMethod::kind).collect(),
            category: definition.category.clone(),
            documentation: definition.documentation.clone(),
            label: definition.label.clone(),
            // The rules of definitions are stricter.
            name: definition.name.parse().ok()?,
        })
    });
    types::IntegrationPage { limit, next_cursor, result: result.collect() }
}

/// Returns a page of the enabled integrations. Its cursor is the name of the last item.
pub fn environment_integration_page(
    enabled: Vec<EnvironmentIntegration>,
    cursor: Option<&types::Cursor>,
    limit: types::PageLimit,
    catalogue: &Catalogue,
) -> types::EnvironmentIntegrationPage {
    let (result, next_cursor) = name_page(enabled, |it| it.integration.as_str(), cursor, limit);
    let result = result.into_iter().map(|it| environment_integration(it, catalogue));
    types::EnvironmentIntegrationPage { limit, next_cursor, result: result.collect() }
}

pub fn environment_integration(
    it: EnvironmentIntegration,
    catalogue: &Catalogue,
) -> types::EnvironmentIntegration {
    let methods = catalogue.get(it.integration.as_str()).map(|entry| &entry.definition.methods);
    types::EnvironmentIntegration {
        authentication_methods: methods.into_iter().flatten().map(ConnectMethod::kind).collect(),
        client_id: it.client_id,
        created_at: it.created_at,
        environment_id: it.environment_id,
        id: it.id,
        integration: account_integration(&it.integration, catalogue),
        scopes: it.scopes.unwrap_or_default(),
        updated_at: it.updated_at,
    }
}

/// Returns a page of a short list, and the next cursor. A cursor is the ID of the last item.
pub fn id_page<T>(
    mut items: Vec<T>,
    id: impl Fn(&T) -> Uuid,
    cursor: Option<&types::Cursor>,
    limit: types::PageLimit,
) -> Result<(Vec<T>, Option<types::Cursor>), Refusal> {
    if let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) {
        let unknown = || Refusal::invalid("next_cursor", "is not one of a previous page");
        let after: Uuid = cursor.parse().map_err(|_| unknown())?;
        let last = items.iter().position(|item| id(item) == after).ok_or_else(unknown)?;
        items.drain(..=last);
    }
    let limit = number(limit) as usize;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| has_more).and_then(|last| id(last).to_string().parse().ok());
    Ok((items, next))
}

/// Returns a page of items that are in the order of their names, and the next cursor.
fn name_page<T>(
    items: impl IntoIterator<Item = T>,
    name: impl Fn(&T) -> &str,
    cursor: Option<&types::Cursor>,
    limit: types::PageLimit,
) -> (Vec<T>, Option<types::Cursor>) {
    let after = cursor.map_or("", |cursor| cursor.as_str());
    let limit = number(limit) as usize;
    let mut page: Vec<T> =
        items.into_iter().filter(|it| name(it) > after).take(limit + 1).collect();
    let has_more = page.len() > limit;
    page.truncate(limit);
    let next = page.last().filter(|_| has_more).and_then(|last| name(last).parse().ok());
    (page, next)
}

/// Returns a webhook. Its secret is given only once.
pub fn webhook(
    webhook: Webhook,
    secret: Option<&Secret>,
    now: DateTime<Utc>,
) -> Result<types::Webhook, ConversionError> {
    // Destructured, so that a new field does not compile until it is returned or left out.
    let Webhook {
        id,
        environment_id,
        target_url,
        events,
        is_active,
        secret: Withheld,
        previous_secret,
        failure,
        last_success_at,
        resumed_at: _,
        created_at,
        updated_at,
    } = webhook;
    let names = events.names().unwrap_or_default().iter().map(|name| name.parse());
    let (failed_at, reason) = failure.map(|failure| (failure.at, failure.reason)).unzip();
    let previous = previous_secret.map(|previous| previous.until).filter(|until| now < *until);
    Ok(types::Webhook {
        created_at,
        environment_id,
        event_types: names.collect::<Result<_, _>>()?,
        failed_at,
        failure: reason,
        id,
        is_active,
        last_success_at,
        previous_secret_expires_at: previous,
        secret: secret.map(|secret| secret.expose().parse()).transpose()?,
        target_url: target_url.parse()?,
        updated_at,
    })
}

/// Returns a page of webhooks, which are in the order of their IDs. Its cursor is the ID of the
/// last one.
pub fn webhook_page(
    webhooks: Vec<Webhook>,
    cursor: Option<&types::Cursor>,
    limit: types::PageLimit,
    now: DateTime<Utc>,
) -> Result<types::WebhookPage, OperationError> {
    let after = id_cursor(cursor)?;
    let rest = webhooks.into_iter().filter(|it| after.is_none_or(|after| it.id > after));
    let rest = rest.map(|it| webhook(it, None, now));
    let rest: Vec<_> = rest.collect::<Result<_, _>>().map_err(OperationError::internal)?;
    let (result, next_cursor) = truncated_page(rest, |it| it.id, limit);
    Ok(types::WebhookPage { limit, next_cursor, result })
}

/// Returns a page of deliveries from one more than it has. Its cursor is the ID of the last one.
pub fn delivery_page(
    deliveries: Vec<LoggedDelivery>,
    limit: types::PageLimit,
) -> Result<types::WebhookDeliveryPage, ConversionError> {
    let deliveries = deliveries.into_iter().map(delivery).collect::<Result<_, _>>()?;
    let of_delivery = |it: &types::WebhookDelivery| it.id;
    let (result, next_cursor) = truncated_page(deliveries, of_delivery, limit);
    Ok(types::WebhookDeliveryPage { limit, next_cursor, result })
}

pub fn delivery(logged: LoggedDelivery) -> Result<types::WebhookDelivery, ConversionError> {
    let LoggedDelivery { delivery, event_type } = logged;
    let last = delivery.last_attempt;
    Ok(types::WebhookDelivery {
        answer: last.as_ref().and_then(|last| last.answer.clone()),
        attempts: delivery.attempts,
        created_at: delivery.created_at,
        duration_ms: last.as_ref().map(|last| last.duration_ms),
        error: last.as_ref().and_then(|last| last.error.clone()),
        event_id: delivery.event_id.0,
        event_type: event_type.as_str().parse()?,
        id: delivery.id.0,
        integrated_account_id: delivery.account_id,
        last_attempt_at: last.as_ref().map(|last| last.at),
        response_status: last.as_ref().and_then(|last| last.response_status).map(i32::from),
        status: match delivery.status {
            DeliveryStatus::Pending => types::WebhookDeliveryStatus::Pending,
            DeliveryStatus::Delivered => types::WebhookDeliveryStatus::Delivered,
            DeliveryStatus::Failed => types::WebhookDeliveryStatus::Failed,
        },
        webhook_id: delivery.webhook_id,
    })
}

pub fn delivery_status(status: types::WebhookDeliveryStatus) -> DeliveryStatus {
    match status {
        types::WebhookDeliveryStatus::Pending => DeliveryStatus::Pending,
        types::WebhookDeliveryStatus::Delivered => DeliveryStatus::Delivered,
        types::WebhookDeliveryStatus::Failed => DeliveryStatus::Failed,
    }
}

/// Returns the result of a test event.
pub fn test_result(attempt: DeliveryAttempt) -> types::WebhookTestResult {
    types::WebhookTestResult {
        duration_ms: attempt.duration_ms,
        error: attempt.error,
        response_status: attempt.response_status.map(i32::from),
        success: attempt.response_status.is_some_and(|status| (200..300).contains(&status)),
    }
}

/// Reads the cursor of a list by ID. An empty one is that of the first page.
pub fn id_cursor(cursor: Option<&types::Cursor>) -> Result<Option<Uuid>, Refusal> {
    let cursor = cursor.map(|cursor| cursor.as_str()).filter(|cursor| !cursor.is_empty());
    let parsed = cursor.map(str::parse).transpose();
    parsed.map_err(|_| {
        Refusal::invalid("next_cursor", "must be the `next_cursor` of the previous page")
    })
}

/// Returns a page of items, and the next cursor if there are more.
fn truncated_page<T>(
    mut items: Vec<T>,
    id: impl Fn(&T) -> Uuid,
    limit: types::PageLimit,
) -> (Vec<T>, Option<types::Cursor>) {
    let limit = number(limit) as usize;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| has_more);
    let next = next.and_then(|last| id(last).to_string().parse().ok());
    (items, next)
}

/// Returns the credentials of an account, without its refresh token.
pub fn credentials(
    id: Uuid,
    authentication_method: Option<types::AuthenticationMethod>,
    credentials: &Credentials,
) -> Result<types::Credentials, serde_json::Error> {
    let content = CredentialContent::read(credentials)?;
    Ok(types::Credentials {
        authentication_method,
        expires_at: credentials.expires_at,
        integrated_account_id: id,
        values: types::CredentialValues(content.values.into_iter().collect()),
    })
}
