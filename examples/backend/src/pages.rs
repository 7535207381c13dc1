//! The pages. Maud escapes all values.

use link_token_client::types;
use maud::{DOCTYPE, Markup, html};
use uuid::Uuid;

use crate::{
    connections::Account,
    failure::ErrorPage,
    session::{PEOPLE, User},
};

fn page(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
            }
            body {
                h1 { (title) }
                (content)
                hr;
                form method="post" action="/session" {
                    "Sign in as "
                    @for (name, organisation) in PEOPLE {
                        button name="name" value=(name) { (name) " of " (organisation) } " "
                    }
                }
            }
        }
    }
}

/// Lists the accounts of a user's organisation.
pub fn list<'a>(user: &User, accounts: impl Iterator<Item = (&'a Uuid, &'a Account)>) -> Markup {
    page(
        &format!("Accounts of {}", user.tenant.as_str()),
        &html! {
            p { "You are " (user.name) "." }
            @for (id, account) in accounts {
                form method="post" action="/connections" {
                    "HubSpot " code { (id) } " is " (account.status)
                    ", connected by " (account.connected_by) ". "
                    button name="integrated_account_id" value=(id) { "Reauthorise" }
                }
            }
            form method="post" action="/connections" { button { "Connect HubSpot" } }
        },
    )
}

/// Brings a link token from the backend to the connection UI. A script could replace the button.
pub fn hand_over(link_token: &types::LinkToken) -> Markup {
    page("Connect HubSpot", &onward(link_token, "Continue"))
}

/// Shows the account to connect.
pub fn consent(link_token: &types::LinkToken, found: &types::LinkTokenIntrospection) -> Markup {
    page(
        "HubSpot asks you",
        &html! {
            p {
                @match found.integrated_account_id {
                    Some(id) => { "Reauthorise " code { (id) } },
                    None => "Connect a new account",
                }
                @if let Some(tenant) = &found.tenant_id { " of " (tenant.as_str()) }
                @for scope in found.scopes.iter().flat_map(|scopes| scopes.iter()) {
                    ", for " code { (scope.as_str()) }
                }
                "?"
            }
            form method="post" action="/connections/finish" {
                input type="hidden" name="link_token" value=(link_token);
                button name="answer" value="allow" { "Allow" } " "
                button name="answer" value="deny" { "Deny" }
            }
        },
    )
}

/// Follows the user's refusal.
pub fn declined(link_token: &types::LinkToken) -> Markup {
    page("Nothing was connected", &onward(link_token, "Try again"))
}

pub fn failure(failure: &ErrorPage) -> Markup {
    page(
        failure.text,
        &html! {
            @if let Some(id) = &failure.request_id { p { "Request ID for our support: " code { (id) } } }
            @if let Some(link_token) = &failure.again { (onward(link_token, "Try again")) }
            p { a href="/" { "Your accounts" } }
        },
    )
}

/// Leads to the connection UI, with a link token.
fn onward(link_token: &types::LinkToken, label: &str) -> Markup {
    html! {
        form method="post" action="/connections/arrive" {
            input type="hidden" name="link_token" value=(link_token);
            button { (label) }
        }
    }
}
