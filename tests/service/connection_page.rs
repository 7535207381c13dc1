//! The connection page in a real browser, with a stand-in for the third party.

use serde_json::{Value, json};

use link_token_tests::{Browser, Consent, Database, npm_file, on_sqlite};

use crate::connection::Flow;

const TAB: char = '\u{E004}';
const ENTER: char = '\u{E007}';

const OAUTH2: &str = "//button[@value = 'oauth2']";
const API_KEY: &str = "//button[@value = 'api_key']";
const DONE: &str = "//main[@data-step = 'done']//h1";

fn button(name: &str) -> String {
    format!("//main//button[normalize-space() = '{name}']")
}

/// Checks that the console has no error, and that the page's policy was not violated.
async fn assert_no_errors(browser: &Browser) {
    assert_eq!(browser.errors().await, [] as [Value; 0]);
}

/// Connects an account by OAuth, from a link to the end.
async fn walk_oauth(flow: &Flow, browser: &Browser) {
    let link_token = flow.link_token(json!({})).await;
    browser.open(&flow.page(&link_token, "")).await;
    browser.click(OAUTH2).await;
    assert_eq!(browser.text("//dl//li").await, "contacts.read");
    browser.click(&button("Continue to Acme CRM")).await;
    assert_eq!(browser.text(DONE).await, "Acme CRM is connected");
    assert_no_errors(browser).await;
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 1, "{accounts:?}");
    assert_eq!(accounts[0]["authentication_method"], "oauth2");
}

/// Connects an account by the form, with a wrong key first.
async fn walk_form(flow: &Flow, browser: &Browser) {
    let link_token = flow.link_token(json!({ "tenant_id": "acme-1" })).await;
    browser.open(&flow.page(&link_token, "")).await;
    browser.click(API_KEY).await;
    browser.click(&button("Continue")).await;
    browser.fill("//input[@name = 'subdomain']", "acme").await;
    browser.fill("//input[@name = 'api_key']", "wrong").await;
    browser.click(&button("Connect")).await;
    let alert = browser.text("//*[@role = 'alert']").await;
    assert!(alert.starts_with("Acme CRM did not accept these details"), "{alert}");
    let kept = "//input[@name = 'subdomain' and @value = 'acme']";
    browser.click(kept).await;
    browser.fill("//input[@name = 'api_key' and not(@value)]", "key-1").await;
    browser.click(&button("Connect")).await;
    assert_eq!(browser.text(DONE).await, "Acme CRM is connected");
    assert_no_errors(browser).await;
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 2, "{accounts:?}");
    assert!(accounts.iter().any(|account| account["authentication_method"] == "api_key"));
}

#[on_sqlite]
async fn pages_lead_to_account_in_a_browser_with_scripts(database: &Database) {
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    walk_oauth(&flow, &browser).await;
    walk_form(&flow, &browser).await;
}

#[on_sqlite]
async fn pages_lead_to_account_in_a_browser_without_scripts(database: &Database) {
    let Some(browser) = Browser::start_without_scripts().await else { return };
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    browser.open(&flow.page(&link_token, "&auth_format=api_key")).await;
    browser.click(&button("Continue")).await;
    // The script would show it.
    assert_eq!(browser.text("//button[@data-shows and @hidden]").await, "Show");
    walk_oauth(&flow, &browser).await;
    walk_form(&flow, &browser).await;
}

#[on_sqlite]
async fn waiting_page_goes_on_by_itself_without_scripts(database: &Database) {
    let Some(browser) = Browser::start_without_scripts().await else { return };
    let flow = Flow::start(database).await;
    let mut visitor = flow.visitor();
    let (page, callback) = flow.leave_in_frame(&mut visitor).await;
    browser.open(&page).await;
    assert_eq!(browser.text("//h1").await, "Continue in the other window");
    // In the other window, the user has agreed.
    visitor.open(&callback).await;
    assert_eq!(browser.text(DONE).await, "Acme CRM is connected");
}

#[on_sqlite]
async fn form_of_a_third_party_leads_to_a_redirect_uri_without_tls(database: &Database) {
    let Some(browser) = Browser::start().await else { return };
    // Another site than that of the server, so that the browser holds back its cookie.
    let other_site =
        ("authorization_url: http://127.0.0.1:", "authorization_url: http://localhost:");
    let flow = Flow::start_changed(database, &[other_site], &[]).await;
    flow.third_party.behave(|it| {
        it.consent = Consent::FormPost;
        it.callback.retain(|(name, _)| name != "iss");
    });
    // Any page on a port other than the server's.
    let redirect_uri = format!("{}/?returned=1", flow.third_party.url);
    let link_token = flow.link_token(json!({ "redirect_uri": redirect_uri })).await;
    browser.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
    browser.click(&button("Continue to Acme CRM")).await;
    browser.text("//h1[. = 'Stand-in']").await;
    let address = browser.run("return location.href").await;
    let address = address.as_str().expect("an address");
    assert!(address.starts_with(&format!("{redirect_uri}&result=success")), "{address}");
    assert_eq!(flow.accounts().await.len(), 1);
}

#[on_sqlite]
async fn result_reaches_pages_of_the_same_origin_that_lost_the_window(database: &Database) {
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    flow.third_party.behave(|it| it.consent = Consent::IsolatedPage);
    let link_token = flow.link_token(json!({})).await;
    let page = flow.page(&link_token, "&auth_format=oauth2");
    // A page of the server's origin opens the connection page.
    browser.open(&flow.page("unknown", "")).await;
    let open = format!(
        "const channel = new BroadcastChannel('link-token');
        channel.onmessage = event => {{
            const shown = document.createElement('pre');
            shown.textContent = JSON.stringify(event.data);
            document.body.append(shown);
        }};
        window.page = window.open('{page}', 'connect', 'popup');"
    );
    browser.run(&open).await;
    browser.switch_to_window(2).await;
    browser.click(&button("Continue to Acme CRM")).await;
    browser.click("//a[. = 'Agree']").await;
    // The page at the end closes its window.
    browser.switch_to_window(1).await;
    assert_eq!(browser.run("return window.page.closed").await, true, "the window is cut off");
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 1);
    let expected = json!({
        "is_truto": true,
        "result": "success",
        "integration": "acme-crm",
        "integrated_account_id": accounts[0]["id"],
    });
    let result: Value = serde_json::from_str(&browser.text("//pre").await).expect("JSON");
    assert_eq!(result, expected);
}

/// Moves the focus forward to the control with a name or a text.
async fn tab_to(browser: &Browser, wanted: &str) {
    let mut passed = Vec::new();
    for _ in 0..10 {
        browser.press(&TAB.to_string()).await;
        let script = "const it = document.activeElement; return it.name || it.innerText.trim()";
        let focused = browser.run(script).await;
        if focused == wanted {
            return;
        }
        passed.push(focused);
    }
    panic!("the focus reaches {passed:?}, not {wanted}");
}

#[on_sqlite]
async fn form_can_be_filled_in_with_the_keyboard_only(database: &Database) {
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    browser.open(&flow.page(&link_token, "&auth_format=api_key")).await;
    browser.text("//main[@data-step = 'confirm']").await;
    tab_to(&browser, "Continue").await;
    browser.press(&ENTER.to_string()).await;
    browser.text("//main[@data-step = 'form']").await;
    tab_to(&browser, "subdomain").await;
    browser.press("acme").await;
    tab_to(&browser, "api_key").await;
    browser.press("key-1").await;
    // The button that shows the key is on the way, and does not send the form.
    tab_to(&browser, "Show").await;
    browser.press(&ENTER.to_string()).await;
    browser.text("//button[normalize-space() = 'Hide']").await;
    tab_to(&browser, "Connect").await;
    browser.press(&ENTER.to_string()).await;
    assert_eq!(browser.text(DONE).await, "Acme CRM is connected");
    assert_no_errors(&browser).await;
    assert_eq!(flow.accounts().await.len(), 1);
}

/// Sizes of a phone and of a desktop.
const SIZES: [(&str, u32, u32); 2] = [("phone", 390, 844), ("desktop", 1280, 800)];

/// Checks the current page with axe-core at each size, light and dark.
async fn assert_accessible(browser: &Browser, axe: &str, page: &str) {
    for (size, width, height) in SIZES {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        browser.devtools("Emulation.setDeviceMetricsOverride", &metrics).await;
        for scheme in ["light", "dark"] {
            let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
            let media = json!({ "features": [feature] });
            browser.devtools("Emulation.setEmulatedMedia", &media).await;
            let script = format!(
                "{axe}
                return axe.run(document, {{ resultTypes: ['violations'] }}).then(results => ({{
                    violations: results.violations.map(it =>
                        [it.id, it.nodes.map(node => [node.html, node.failureSummary])]),
                    checked: results.passes.length,
                }}));"
            );
            let results = browser.run(&script).await;
            assert_eq!(results["violations"], json!([]), "{page}, {size}, {scheme}");
            assert!(results["checked"].as_u64() > Some(10), "{page}: {results}");
            let overflow = "const page = document.documentElement;
                return [page.scrollWidth > page.clientWidth,
                    matchMedia('(prefers-color-scheme: dark)').matches]";
            let expected = json!([false, scheme == "dark"]);
            assert_eq!(browser.run(overflow).await, expected, "{page}, {size}, {scheme}");
        }
    }
}

#[on_sqlite]
async fn pages_have_no_findings_of_axe_at_any_size_and_colour_scheme(database: &Database) {
    let Some(axe) = npm_file("axe-core", "axe.min.js") else { return };
    let Some(browser) = Browser::start().await else { return };
    let change = ("    scopes:", "    refuses_in_app_browsers: true\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    let first = flow.link_token(json!({})).await;
    flow.connect(&mut flow.visitor(), &first).await;
    let account = flow.accounts().await[0]["id"].clone();
    let secret = database.file("secret", b"s3cret");
    // With more than eight apps, the page has a search.
    for app in ["github", "google", "hubspot", "microsoft", "notion", "slack", "xero", "zoom"] {
        let enable = ["integration", "enable", "--environment", "test", app];
        let client = ["--client-id", "an-id", "--client-secret-file", &secret];
        database.admin(&[&enable[..], &client[..]].concat());
    }
    let set = ["environment", "set", "test"];
    let look = ["--display-name", "Example Labs", "--accent-colour", "#ffcc00"];
    database.admin(&[&set[..], &look[..]].concat());

    let link_token = flow.link_token(json!({ "context": { "label": "Production" } })).await;
    browser.open(&flow.page(&link_token, "")).await;
    browser.text("//input[@type = 'search']").await;
    assert_accessible(&browser, &axe, "choose").await;
    browser.click("//button[@value = 'acme-crm']").await;
    browser.text(OAUTH2).await;
    assert_accessible(&browser, &axe, "choose a method").await;
    browser.click(OAUTH2).await;
    browser.text(&button("Continue to Acme CRM")).await;
    assert_accessible(&browser, &axe, "confirm").await;

    let form = "&integration=acme-crm&auth_format=api_key";
    browser.open(&flow.page(&link_token, form)).await;
    browser.click(&button("Continue")).await;
    browser.text("//input[@name = 'api_key']").await;
    assert_accessible(&browser, &axe, "form").await;
    // Past the checks of the browser.
    let submit = "const form = document.querySelector('main > form');
        form.noValidate = true; form.requestSubmit()";
    browser.run(submit).await;
    browser.text("//p[@class = 'wrong']").await;
    assert_eq!(browser.run("return document.activeElement.name").await, "subdomain");
    assert_accessible(&browser, &axe, "form with problems").await;
    browser.fill("//input[@name = 'subdomain']", "acme").await;
    browser.fill("//input[@name = 'api_key']", "key-1").await;
    browser.click(&button("Connect")).await;
    browser.text(DONE).await;
    assert_accessible(&browser, &axe, "done").await;

    let (page, _) = flow.leave_in_frame(&mut flow.visitor()).await;
    browser.open(&page).await;
    assert_eq!(browser.text("//h1").await, "Continue in the other window");
    // Otherwise the page loads itself again in the middle of a check.
    browser.devtools("Page.stopLoading", &json!({})).await;
    assert_accessible(&browser, &axe, "waiting").await;

    let oauth2 = "&integration=acme-crm&auth_format=oauth2";
    let other = json!({ "id": 43, "name": "Kim" }).to_string();
    flow.third_party.behave(|it| it.api = Some((200, other)));
    let link_token = flow.link_token(json!({ "integrated_account_id": account })).await;
    browser.open(&flow.page(&link_token, oauth2)).await;
    browser.click(&button("Continue to Acme CRM")).await;
    browser.text(&button("Use the new account")).await;
    assert_accessible(&browser, &axe, "other account").await;

    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let denied = [("error", "access_denied"), ("error_description", "The user said no.")];
    flow.third_party.behave(|it| {
        it.callback = denied.map(|(name, value)| pair(name, value)).into();
    });
    let link_token = flow.link_token(json!({})).await;
    browser.open(&flow.page(&link_token, oauth2)).await;
    browser.click(&button("Continue to Acme CRM")).await;
    browser.click("//summary").await;
    assert_accessible(&browser, &axe, "error").await;
    browser.open(&flow.page("unknown", "")).await;
    browser.text("//main[@data-error-type = 'invalid_token']").await;
    assert_accessible(&browser, &axe, "link that cannot be used").await;

    let agent = "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Instagram 300.0.0.0";
    browser.devtools("Emulation.setUserAgentOverride", &json!({ "userAgent": agent })).await;
    browser.open(&flow.page(&link_token, oauth2)).await;
    assert_eq!(browser.text("//h1").await, "Open this page in your browser");
    assert_accessible(&browser, &axe, "browser inside another app").await;
}
