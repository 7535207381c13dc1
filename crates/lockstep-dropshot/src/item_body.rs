//! Responses that are streams of items.

use std::{
    fmt,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use dropshot::Body;
use futures::{Stream, StreamExt as _, stream};
use hyper::body::{Bytes, Frame};
use lockstep_runtime::stream::{BoxError, EventFormat, ItemFormat};
use tokio::time::{Sleep, sleep};

/// The items of a response. Each is sent when the operation has it.
///
/// An error, or an item that cannot be written, breaks the response off: the client gets the items
/// before it, and then an error, without its text. So what can fail before the first item belongs
/// before the response is made, where it is an error of the contract. [`start`](Self::start) does
/// that for the first item itself.
pub struct ItemBody<F: ItemFormat>(
    // Dropshot's bodies are shared between threads, which streams need not be. The lock is never
    // taken, since hyper has the body for itself.
    Mutex<ItemWriter<F>>,
);

type ItemSource<F> = Pin<Box<dyn Stream<Item = Result<<F as ItemFormat>::Item, BoxError>> + Send>>;

impl<F: ItemFormat> ItemBody<F> {
    /// Makes a body of its items.
    pub fn new<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<F::Item, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        let items: ItemSource<F> = Box::pin(items.map(|item| item.map_err(Into::into)));
        Self(Mutex::new(ItemWriter {
            items: Some(items),
            failure: None,
            keep_alive: None,
            idle: None,
        }))
    }

    /// Makes a body once the first item is there. Fails if that is an error.
    pub async fn start<S, E>(items: S) -> Result<Self, E>
    where
        S: Stream<Item = Result<F::Item, E>> + Send + 'static,
        E: Into<BoxError> + Send + 'static,
        F::Item: Send,
    {
        let mut items = Box::pin(items);
        let first = items.next().await.transpose()?;
        Ok(Self::new(stream::iter(first.map(Ok)).chain(items)))
    }

    fn writer(&mut self) -> &mut ItemWriter<F> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F: EventFormat> ItemBody<F> {
    /// Sends a comment whenever there was no event for a time, so that nothing between server and
    /// client takes the connection for idle. 15 seconds suit most proxies.
    #[must_use]
    pub fn with_keep_alive(mut self, time: Duration) -> Self {
        self.writer().keep_alive = Some(time);
        self
    }
}

impl<F: ItemFormat> fmt::Debug for ItemBody<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemBody").finish_non_exhaustive()
    }
}

impl<F: ItemFormat> From<ItemBody<F>> for Body {
    fn from(body: ItemBody<F>) -> Self {
        Body::wrap(body)
    }
}

struct ItemWriter<F: ItemFormat> {
    /// None after the end.
    items: Option<ItemSource<F>>,
    /// The error that comes next.
    failure: Option<BoxError>,
    keep_alive: Option<Duration>,
    /// The time until a comment is sent.
    idle: Option<Pin<Box<Sleep>>>,
}

impl<F: ItemFormat> ItemWriter<F> {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        if let Some(error) = self.failure.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let Some(items) = &mut self.items else { return Poll::Ready(None) };
        if let Poll::Ready(next) = items.as_mut().poll_next(cx) {
            self.idle = None;
            let written = next.map(|item| {
                let mut bytes = Vec::new();
                F::write(&item?, &mut bytes)?;
                Ok(Bytes::from(bytes))
            });
            let error = match written {
                Some(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Err(error)) => Some(error),
                None => None,
            };
            self.items = None;
            if error.is_none() {
                return Poll::Ready(None);
            }
            // At an error, hyper drops what it has not written. It writes when it has to wait.
            self.failure = error;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let Some(time) = self.keep_alive else { return Poll::Pending };
        let idle = self.idle.get_or_insert_with(|| Box::pin(sleep(time)));
        if idle.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        // The next sleep begins when this comment has been sent, and wakes the task then.
        self.idle = None;
        Poll::Ready(Some(Ok(Bytes::from_static(b":\n\n"))))
    }
}

impl<F: ItemFormat> hyper::body::Body for ItemBody<F> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.get_mut().writer().poll_next(cx).map(|next| next.map(|bytes| bytes.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::channel::mpsc;
    use http_body_util::BodyExt as _;
    use lockstep_runtime::stream::{Event, JsonLines, TextEvents};

    use super::*;

    async fn next(body: &mut Body) -> Option<Result<String, String>> {
        let frame = body.frame().await?;
        let text = frame.map(|frame| frame.into_data().expect("data").to_vec());
        let text = text.map(|text| String::from_utf8(text).expect("text"));
        Some(text.map_err(|error| error.to_string()))
    }

    #[tokio::test]
    async fn body_has_each_item_when_it_is_there_and_ends_with_an_error() {
        let (mut sender, items) = mpsc::channel(1);
        let mut body = Body::from(ItemBody::<JsonLines<u8>>::new(items));
        for (item, expected) in [(Ok(1), Ok("1\n".to_owned())), (Err("no"), Err("no".to_owned()))] {
            assert!(futures::poll!(Box::pin(body.frame())).is_pending());
            sender.try_send(item).expect("there is room");
            assert_eq!(next(&mut body).await, Some(expected));
        }
        sender.try_send(Ok(2)).expect_err("the items are dropped");
        assert_eq!(next(&mut body).await, None);
    }

    #[tokio::test]
    async fn start_fails_with_the_first_item_only() {
        let failed = ItemBody::<JsonLines<u8>>::start(stream::iter([Err("no"), Ok(1)])).await;
        assert_eq!(failed.expect_err("the first item"), "no");
        let items = stream::iter([Ok(1), Err("no")]);
        let mut body = Body::from(ItemBody::<JsonLines<u8>>::start(items).await.expect("an item"));
        assert_eq!(next(&mut body).await, Some(Ok("1\n".to_owned())));
        assert_eq!(next(&mut body).await, Some(Err("no".to_owned())));
        let nothing = stream::empty::<Result<u8, Infallible>>();
        let body = ItemBody::<JsonLines<u8>>::start(nothing).await.expect("no item");
        assert_eq!(next(&mut Body::from(body)).await, None);
    }

    #[tokio::test]
    async fn comment_is_sent_when_there_is_no_event_for_a_time() {
        let (mut sender, items) = mpsc::channel::<Result<_, Infallible>>(1);
        let body = ItemBody::<TextEvents>::new(items).with_keep_alive(Duration::from_millis(1));
        let mut body = Body::from(body);
        for _ in 0..2 {
            assert_eq!(next(&mut body).await, Some(Ok(":\n\n".to_owned())));
        }
        sender.try_send(Ok(Event::new("a".to_owned()))).expect("there is room");
        assert_eq!(next(&mut body).await, Some(Ok("data: a\n\n".to_owned())));
        drop(sender);
        assert_eq!(next(&mut body).await, None);
    }

    #[tokio::test]
    async fn body_ends_with_an_error_when_an_item_cannot_be_written() {
        let events = ["a", "b\nc"].map(|id| Event::new(String::new()).with_id(id));
        let items = stream::iter(events.map(Ok::<_, Infallible>));
        let mut body = Body::from(ItemBody::<TextEvents>::new(items));
        assert_eq!(next(&mut body).await, Some(Ok("id: a\ndata: \n\n".to_owned())));
        let error = "the item cannot be sent: the ID of the event has a line break or a NUL";
        assert_eq!(next(&mut body).await, Some(Err(error.to_owned())));
    }
}
