//! The operations of administration, with the use cases of the commands. They return no secret.

use std::{str::FromStr, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use dropshot::RequestContext;
#[allow(clippy::wildcard_imports, reason = "parameters and responses of many operations")]
use link_token_api::*;
use link_token_domain::{
    Refusal,
    api_token::{self, ApiTokenHash},
    appearance::{Appearance, Logo, PageOrigin},
    audit::Origin,
    environment::{Environment, Policy, PolicyChange, StaticGate},
    environment_integration::EnvironmentIntegrationChange,
    erasure::Tenant,
    lifetime::Lifetime,
    permission::{Permission, Permissions},
    redirect_uri::{Allowlist, RedirectUri},
    secret::Secret,
};
use link_token_store::use_cases::{
    BeginErasure, ChangePolicy, CreateApiToken, CreateStaticGate, DeleteStaticGate,
    DisableIntegration, EnableIntegration, FindEnvironment, FindLogo, ListApiTokens,
    ListStaticGates, RevokeApiToken,
};
use link_token_types as types;
use lockstep_dropshot::{JsonBody, Path, Query, Secured};
use uuid::Uuid;

use super::{App, call::Call, error::OperationError, handlers::HandlerResult};
use crate::{clock, contract};

const PERMISSION: Permission = Permission::Administration;

/// The time for which a request waits for the end of its erasure.
const ERASURE_WAIT: Duration = Duration::from_secs(5);

pub async fn list_api_tokens(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (Query<ListApiTokensQuery>,)>,
) -> HandlerResult<ListApiTokensResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (Query(query),)) = call.admit(request, PERMISSION).await?;
        let limit = query.limit;
        let list = ListApiTokens { environment_id: caller.environment_id };
        let tokens = call.app().store.query(list).await?;
        let (tokens, next_cursor) =
            contract::id_page(tokens, |token| token.id, query.next_cursor.as_ref(), limit)?;
        let result = tokens.into_iter().map(api_token_details).collect::<Result<_, _>>()?;
        Ok(ListApiTokensSuccess(types::ApiTokenPage { limit, next_cursor, result }))
    }))
    .await
}

pub async fn create_api_token(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::ApiTokenRegistration>,)>,
) -> HandlerResult<CreateApiTokenResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let now = clock::now();
        let chosen =
            body.permissions.map(|chosen| chosen.iter().map(|it| permission(*it)).collect());
        let permissions: Permissions = chosen.unwrap_or_else(Permissions::standard);
        for permission in permissions.iter() {
            caller.require(permission)?;
        }
        if body.expires_at.is_some_and(|at| at <= now) {
            return Err(Refusal::invalid("expires_at", "must be in the future").into());
        }
        let mut hash = [0; 32];
        hex::decode_to_slice(body.secret_sha256.as_str(), &mut hash)
            .map_err(OperationError::internal)?;
        let token = api_token::ApiToken {
            id: Uuid::new_v4(),
            environment_id: caller.environment_id,
            name: body.name.to_string(),
            permissions,
            created_at: now,
            expires_at: body.expires_at,
            revoked_at: None,
            last_used_at: None,
        };
        let by = Origin::Api(caller.request(&rqctx));
        let create = CreateApiToken { token: token.clone(), hash: ApiTokenHash(hash), by };
        call.app().store.run(create).await?;
        Ok(CreateApiTokenSuccess(api_token_details(token)?))
    }))
    .await
}

pub async fn revoke_api_token(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::ApiTokenReference>,)>,
) -> HandlerResult<RevokeApiTokenResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let revoke = RevokeApiToken {
            environment_id: Some(caller.environment_id),
            id: body.id,
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        let revoked = call.app().store.run(revoke).await?;
        Ok(RevokeApiTokenSuccess(api_token_details(revoked)?))
    }))
    .await
}

pub async fn get_environment(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, ()>,
) -> HandlerResult<GetEnvironmentResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, ()) = call.admit(request, PERMISSION).await?;
        let find = FindEnvironment(caller.environment_id.to_string());
        let found = call.app().store.query(find).await?;
        let found = found.ok_or_else(Refusal::no_environment)?;
        Ok(GetEnvironmentSuccess(environment_details(&call, found).await?))
    }))
    .await
}

pub async fn set_environment(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::EnvironmentSettings>,)>,
) -> HandlerResult<SetEnvironmentResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(settings),)) = call.admit(request, PERMISSION).await?;
        let change = ChangePolicy {
            environment_id: caller.environment_id,
            change: policy_change(settings)?,
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        let changed = call.app().store.run(change).await?;
        Ok(SetEnvironmentSuccess(environment_details(&call, changed).await?))
    }))
    .await
}

pub async fn set_environment_logo(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::EnvironmentLogo>,)>,
) -> HandlerResult<SetEnvironmentLogoResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let bytes = BASE64_STANDARD
            .decode(body.content.as_str())
            .map_err(|error| Refusal::invalid("content", format!("is not Base64: {error}")))?;
        let logo =
            Logo::recognise(bytes).map_err(|expected| Refusal::invalid("content", expected))?;
        let change = ChangePolicy {
            environment_id: caller.environment_id,
            change: PolicyChange { logo: Some(Some(logo)), ..PolicyChange::default() },
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        call.app().store.run(change).await?;
        Ok(SetEnvironmentLogoSuccess)
    }))
    .await
}

pub async fn delete_environment_logo(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, ()>,
) -> HandlerResult<DeleteEnvironmentLogoResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, ()) = call.admit(request, PERMISSION).await?;
        let change = ChangePolicy {
            environment_id: caller.environment_id,
            change: PolicyChange { logo: Some(None), ..PolicyChange::default() },
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        call.app().store.run(change).await?;
        Ok(DeleteEnvironmentLogoSuccess)
    }))
    .await
}

pub async fn enable_integration(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::IntegrationEnablement>,)>,
) -> HandlerResult<EnableIntegrationResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let catalogue = &call.app().catalogue;
        if catalogue.get(body.integration.as_str()).is_none() {
            let message = "no app has this name: `GET /integration` lists the names";
            return Err(Refusal::invalid("integration", message).into());
        }
        let scopes = body.scopes.map(Vec::from);
        let enable = EnableIntegration {
            environment_id: caller.environment_id,
            integration: body.integration,
            change: EnvironmentIntegrationChange {
                client_id: body.client_id,
                client_secret: body.client_secret.map(|secret| Secret::new(secret.0)),
                scopes: scopes.map(|scopes| (!scopes.is_empty()).then_some(scopes)),
            },
            new_id: Uuid::new_v4(),
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        let enabled = call.app().store.run(enable).await?;
        Ok(EnableIntegrationSuccess(contract::environment_integration(enabled, catalogue)))
    }))
    .await
}

pub async fn disable_integration(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::IntegrationReference>,)>,
) -> HandlerResult<DisableIntegrationResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let disable = DisableIntegration {
            environment_id: caller.environment_id,
            integration: body.integration,
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        call.app().store.run(disable).await?;
        Ok(DisableIntegrationSuccess)
    }))
    .await
}

pub async fn list_static_gates(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (Query<ListStaticGatesQuery>,)>,
) -> HandlerResult<ListStaticGatesResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (Query(query),)) = call.admit(request, PERMISSION).await?;
        let limit = query.limit;
        let list = ListStaticGates { environment_id: caller.environment_id };
        let gates = call.app().store.query(list).await?;
        let (gates, next_cursor) =
            contract::id_page(gates, |gate| gate.id, query.next_cursor.as_ref(), limit)?;
        let result = gates.iter().map(static_gate).collect();
        Ok(ListStaticGatesSuccess(types::StaticGatePage { limit, next_cursor, result }))
    }))
    .await
}

pub async fn create_static_gate(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::StaticGateRegistration>,)>,
) -> HandlerResult<CreateStaticGateResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let gate = StaticGate {
            id: body.id.unwrap_or_else(Uuid::new_v4),
            environment_id: caller.environment_id,
            created_at: clock::now(),
        };
        let by = Origin::Api(caller.request(&rqctx));
        call.app().store.run(CreateStaticGate { gate: gate.clone(), by }).await?;
        Ok(CreateStaticGateSuccess(static_gate(&gate)))
    }))
    .await
}

pub async fn delete_static_gate(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (Path<DeleteStaticGatePath>,)>,
) -> HandlerResult<DeleteStaticGateResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (path,)) = call.admit(request, PERMISSION).await?;
        let delete = DeleteStaticGate {
            environment_id: caller.environment_id,
            id: path.into_inner().id,
            by: Origin::Api(caller.request(&rqctx)),
            now: clock::now(),
        };
        call.app().store.run(delete).await?;
        Ok(DeleteStaticGateSuccess)
    }))
    .await
}

/// Begins an erasure, which has its turn after those that have begun before, and waits a while for
/// its end. If the server stops before, another one goes on.
pub async fn erase_tenant(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, (JsonBody<types::TenantReference>,)>,
) -> HandlerResult<EraseTenantResponse> {
    let call = Call::begin(&rqctx);
    call.answer(Box::pin(async {
        let (caller, (JsonBody(body),)) = call.admit(request, PERMISSION).await?;
        let tenant = Tenant { environment_id: caller.environment_id, id: body.tenant_id.clone() };
        let by = Origin::Api(caller.request(&rqctx));
        let begin = BeginErasure { tenant: tenant.clone(), by, now: clock::now() };
        let is_first = call.app().store.run(begin).await?;
        let mut status = types::TenantErasureStateStatus::Erasing;
        if is_first {
            let (store, permit) = (call.app().store.clone(), call.app().erasure.clone());
            // A task of its own, since the client may disconnect.
            let erasure = tokio::spawn(async move {
                // It is never closed.
                let _permit = permit.acquire().await;
                store.erase_tenant(&tenant, clock::now()).await
            });
            if let Ok(ended) = tokio::time::timeout(ERASURE_WAIT, erasure).await {
                ended.map_err(OperationError::internal)??;
                status = types::TenantErasureStateStatus::Erased;
            }
        }
        let tenant_id = body.tenant_id;
        Ok(EraseTenantSuccess(types::TenantErasureState { status, tenant_id }))
    }))
    .await
}

fn permission(permission: types::Permission) -> Permission {
    match permission {
        types::Permission::LinkToken => Permission::LinkToken,
        types::Permission::IntegratedAccountRead => Permission::IntegratedAccountRead,
        types::Permission::IntegratedAccountWrite => Permission::IntegratedAccountWrite,
        types::Permission::CredentialsRead => Permission::CredentialsRead,
        types::Permission::Webhook => Permission::Webhook,
        types::Permission::Administration => Permission::Administration,
    }
}

fn shown_permission(permission: Permission) -> types::Permission {
    match permission {
        Permission::LinkToken => types::Permission::LinkToken,
        Permission::IntegratedAccountRead => types::Permission::IntegratedAccountRead,
        Permission::IntegratedAccountWrite => types::Permission::IntegratedAccountWrite,
        Permission::CredentialsRead => types::Permission::CredentialsRead,
        Permission::Webhook => types::Permission::Webhook,
        Permission::Administration => types::Permission::Administration,
    }
}

fn api_token_details(token: api_token::ApiToken) -> Result<types::ApiTokenDetails, OperationError> {
    let api_token::ApiToken {
        id,
        environment_id: _,
        name,
        permissions,
        created_at,
        expires_at,
        revoked_at,
        last_used_at,
    } = token;
    Ok(types::ApiTokenDetails {
        created_at,
        expires_at,
        id,
        last_used_at,
        // The command has the same limits.
        name: name.parse().map_err(OperationError::internal)?,
        permissions: permissions.iter().map(shown_permission).collect(),
        revoked_at,
    })
}

fn static_gate(gate: &StaticGate) -> types::StaticGate {
    let StaticGate { id, environment_id, created_at } = *gate;
    types::StaticGate { created_at, environment_id, id }
}

async fn environment_details(
    call: &Call<'_>,
    environment: Environment,
) -> Result<types::EnvironmentDetails, OperationError> {
    let Environment { id, name, created_at, policy } = environment;
    let logo = call.app().store.query(FindLogo { environment_id: id }).await?;
    let Policy { lifetime, redirect_uris, appearance } = policy;
    let Appearance { display_name, accent_colour, origins } = appearance;
    let lifetime_seconds = lifetime.map(|lifetime| i32::try_from(lifetime.as_secs()));
    let lifetime_seconds = lifetime_seconds.transpose().map_err(OperationError::internal)?;
    let redirect_uris: Vec<types::RedirectUri> =
        redirect_uris.uris().iter().map(|uri| types::RedirectUri::from(uri.clone())).collect();
    let origins: Vec<String> = origins.iter().map(|it| it.as_str().to_owned()).collect();
    let settings = types::EnvironmentSettings {
        accent_colour: accent_colour.map(|colour| colour.to_string()),
        display_name: display_name.map(|name| name.to_string()),
        lifetime_seconds: lifetime_seconds
            .map(types::EnvironmentSettingsLifetimeSeconds::try_from)
            .transpose()
            .map_err(OperationError::internal)?,
        // The command has no limit of their number.
        page_origins: types::EnvironmentSettingsPageOrigins::try_from(origins)
            .ok()
            .filter(|it| !it.is_empty()),
        redirect_uris: types::EnvironmentSettingsRedirectUris::try_from(redirect_uris)
            .ok()
            .filter(|it| !it.is_empty()),
    };
    Ok(types::EnvironmentDetails { created_at, has_logo: logo.is_some(), id, name, settings })
}

/// Returns the change that replaces all settings.
fn policy_change(settings: types::EnvironmentSettings) -> Result<PolicyChange, Refusal> {
    let types::EnvironmentSettings {
        accent_colour,
        display_name,
        lifetime_seconds,
        page_origins,
        redirect_uris,
    } = settings;
    let lifetime = lifetime_seconds.map(|seconds| {
        let seconds = u64::try_from(*seconds).unwrap_or_default();
        Lifetime::new(Duration::from_secs(seconds))
            .ok_or_else(|| Refusal::invalid("lifetime_seconds", "must be 5 minutes to 30 days"))
    });
    let redirect_uris = redirect_uris.into_iter().flat_map(Vec::from).enumerate();
    let redirect_uris = redirect_uris.map(|(index, uri)| {
        RedirectUri::check_entry(uri).map_err(|refusal| {
            let text = refusal.to_string();
            let text = text.strip_prefix("redirect_uri: ").unwrap_or(&text);
            Refusal::invalid(format!("redirect_uris[{index}]"), text)
        })
    });
    let origins = page_origins.into_iter().flat_map(Vec::from).enumerate();
    let origins = origins
        .map(|(index, origin)| parsed::<PageOrigin>(&origin, format!("page_origins[{index}]")));
    Ok(PolicyChange {
        lifetime: Some(lifetime.transpose()?),
        redirect_uris: Some(Allowlist::new(redirect_uris.collect::<Result<_, _>>()?)),
        display_name: Some(
            display_name.map(|name| parsed(&name, "display_name".to_owned())).transpose()?,
        ),
        accent_colour: Some(
            accent_colour.map(|colour| parsed(&colour, "accent_colour".to_owned())).transpose()?,
        ),
        origins: Some(origins.collect::<Result<_, _>>()?),
        logo: None,
    })
}

fn parsed<T: FromStr<Err: ToString>>(text: &str, field: String) -> Result<T, Refusal> {
    text.parse().map_err(|error: T::Err| Refusal::invalid(field, error.to_string()))
}
