//! The pages. Maud escapes all values.

use link_token_client::types::{self, IntegratedAccountStatus};
use maud::{DOCTYPE, Markup, html};

use crate::{
    connections::CONNECTED_BY,
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
pub fn list(user: &User, accounts: &[types::IntegratedAccount]) -> Markup {
    page(
        &format!("Accounts of {}", user.tenant.as_str()),
        &html! {
            p { "You are " (user.name) "." }
            @for account in accounts {
                form method="post" action="/connections" {
                    (describe(account)) " "
                    button name="integrated_account_id" value=(account.id) { "Reauthorise" }
                }
            }
            form method="post" action="/connections" { button { "Connect an account" } }
        },
    )
}

/// Follows the connection of an account. An account can have a problem, which is its status.
pub fn connected(user: &User, account: &types::IntegratedAccount) -> Markup {
    page(
        "Your account is connected",
        &html! {
            p { (describe(account)) }
            p { a href="/" { "Accounts of " (user.tenant.as_str()) } }
        },
    )
}

fn describe(account: &types::IntegratedAccount) -> Markup {
    let connected_by = account.context.get(CONNECTED_BY).and_then(|it| it.as_str());
    html! {
        (account.integration.label) " " code { (account.id) } " " (state(account.status))
        @if let Some(name) = connected_by { ", connected by " (name) }
        "."
    }
}

/// Says what an account's status means for its user.
fn state(status: IntegratedAccountStatus) -> &'static str {
    match status {
        IntegratedAccountStatus::Active => "is active",
        IntegratedAccountStatus::Connecting => "is being connected",
        IntegratedAccountStatus::NeedsReauth => "no longer works and must be reauthorised",
        IntegratedAccountStatus::ValidationError => {
            "was connected with credentials that do not work"
        }
        IntegratedAccountStatus::PostInstallError => "could not be set up",
    }
}

pub fn failure(failure: &ErrorPage) -> Markup {
    page(
        failure.text,
        &html! {
            @if let Some(id) = &failure.request_id { p { "Request ID for our support: " code { (id) } } }
            p { a href="/" { "Your accounts" } }
        },
    )
}
