//! Lists that come page by page, as streams.

use futures::{Stream, TryStreamExt as _, stream};

use crate::{
    error::Error,
    generated::{builder, types},
};

macro_rules! pages {
    ($($list:ident of $item:ident;)*) => {$(
        impl<'a> builder::$list<'a> {
            /// Returns the items of this page and of all pages after it. A page is requested when
            /// the items before it are used up; `limit` sets its size. After an error, the stream
            /// ends.
            pub fn stream(self) -> impl Stream<Item = Result<types::$item, Error>> + Send + 'a {
                let pages = stream::try_unfold(Some(self), |request| async {
                    let Some(request) = request else { return Ok(None) };
                    let page = request.clone().send().await?.into_inner();
                    let next = page.next_cursor.map(|cursor| request.next_cursor(cursor));
                    let items = page.result.into_iter().map(Ok);
                    Ok::<_, Error>(Some((stream::iter(items), next)))
                });
                pages.try_flatten()
            }

            /// Returns the items of this page and of all pages after it.
            pub async fn all(self) -> Result<Vec<types::$item>, Error> {
                self.stream().try_collect().await
            }
        }
    )*};
}

pages! {
    ListLinkTokens of ActiveLinkToken;
    ListIntegratedAccounts of IntegratedAccount;
    ListIntegrations of Integration;
    ListEnvironmentIntegrations of EnvironmentIntegration;
    ListWebhooks of Webhook;
    ListWebhookDeliveries of WebhookDelivery;
    ListApiTokens of ApiTokenDetails;
    ListStaticGates of StaticGate;
}

impl builder::ListIntegratedAccounts<'_> {
    /// Sets `tenant_id[eq]`: only the accounts of this tenant.
    #[must_use]
    pub fn tenant_id<T>(self, tenant_id: T) -> Self
    where
        T: TryInto<types::TenantId>,
        T::Error: std::fmt::Display + 'static,
    {
        self.tenant_id_eq(tenant_id)
    }

    /// Sets `status[eq]`: only the accounts in this state.
    #[must_use]
    pub fn status<T>(self, status: T) -> Self
    where
        T: TryInto<types::IntegratedAccountStatus>,
        T::Error: std::fmt::Display + 'static,
    {
        self.status_eq(status)
    }

    /// Sets `integration.name[eq]`: only the accounts of this app.
    #[must_use]
    pub fn integration_name<T>(self, name: T) -> Self
    where
        T: TryInto<types::IntegrationName>,
        T::Error: std::fmt::Display + 'static,
    {
        self.integration_name_eq(name)
    }
}
