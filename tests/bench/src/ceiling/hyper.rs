//! The ceiling of HTTP in Rust on this machine: hyper alone. Parses the body into the contract's
//! type, answers a UUID.

use std::{convert::Infallible, io::Write as _};

use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::CONTENT_TYPE,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use link_token_types::{LinkToken, LinkTokenRequest, LinkTokenResponse};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    loop {
        let (connection, _) = listener.accept().await?;
        connection.set_nodelay(true)?;
        tokio::spawn(async move {
            // A client that hangs up ends its connection, and no more.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(connection), service_fn(answer))
                .await;
        });
    }
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let body = match request.into_body().collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return Ok(status(StatusCode::BAD_REQUEST)),
    };
    if serde_json::from_slice::<LinkTokenRequest>(&body).is_err() {
        return Ok(status(StatusCode::BAD_REQUEST));
    }
    let link_token = LinkToken(uuid::Uuid::new_v4());
    let answer = LinkTokenResponse { link_token, expires_at: chrono::Utc::now() };
    Ok(serde_json::to_vec(&answer).map_or_else(
        |_| status(StatusCode::INTERNAL_SERVER_ERROR),
        |json| {
            let mut response = Response::new(Full::from(json));
            let json = hyper::header::HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, json);
            response
        },
    ))
}

fn status(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
