//! As much HTTP/1.1 as a browser and `fetch` need from a loopback tool: one request a connection. A server
//! crate would be the only use of itself.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

const BODY_LIMIT: u64 = 100_000_000;

/// What was asked.
pub struct Request {
    /// `GET`, `POST`…
    pub method: String,
    /// Without the query.
    pub path: String,
    /// After the `?`.
    pub query: String,
    /// Where the page that asks comes from, when a page asks.
    pub origin: Option<String>,
    /// The bytes sent along.
    pub body: Vec<u8>,
}

/// What is answered.
pub struct Response {
    /// 200, 404…
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Response {
    /// A JSON value.
    pub fn json(status: u16, value: &serde_json::Value) -> Response {
        Response { status, kind: "application/json", body: value.to_string().into_bytes() }
    }

    /// A sentence for a developer.
    pub fn error(status: u16, detail: &str) -> Response {
        Response::json(status, &serde_json::json!({ "code": "internal", "sentence": "", "detail": detail }))
    }
}

/// Reads one request, answers it, and closes.
pub fn answer(stream: TcpStream, route: impl Fn(&Request) -> Response) {
    // The other end may leave before the answer: nobody is left to hear of it.
    let _ = exchange(stream, route);
}

fn exchange(mut stream: TcpStream, route: impl Fn(&Request) -> Response) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (origin, response) = match read(&stream)? {
        Ok(request) => {
            let allowed = request.origin.as_deref().is_none_or(is_loopback);
            let response = if !allowed {
                Response::error(403, "only pages of this machine may ask")
            } else if request.method == "OPTIONS" {
                Response { status: 204, kind: "text/plain", body: Vec::new() }
            } else {
                route(&request)
            };
            (request.origin.filter(|_| allowed), response)
        }
        Err(why) => (None, Response::error(400, why)),
    };
    let allow = origin.map_or_else(String::new, |origin| {
        format!("access-control-allow-origin: {origin}\r\naccess-control-allow-headers: content-type\r\naccess-control-allow-methods: GET, POST\r\nvary: origin\r\n")
    });
    let head = format!(
        "HTTP/1.1 {} \r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-store\r\n{allow}connection: close\r\n\r\n",
        response.status,
        response.kind,
        response.body.len(),
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&response.body)
}

/// `Err` holds what is wrong with the request; an I/O error means that nobody listens any more.
fn read(stream: &TcpStream) -> std::io::Result<Result<Request, &'static str>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(Err("no request line")) };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request { method: method.to_owned(), path: path.to_owned(), query: query.to_owned(), origin: None, body: Vec::new() };
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else { return Ok(Err("a header has no colon")) };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => match value.trim().parse() {
                Ok(bytes) => length = bytes,
                Err(_) => return Ok(Err("the content length is not a number")),
            },
            "origin" => request.origin = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    if length > BODY_LIMIT {
        return Ok(Err("more than 100 MB"));
    }
    reader.take(length).read_to_end(&mut request.body)?;
    Ok(Ok(request))
}

/// Whether a page's origin is this machine, on any port.
fn is_loopback(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").map(|rest| rest.rsplit_once(':').map_or(rest, |(host, _)| host));
    matches!(host, Some("localhost" | "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_machine_are_answered() {
        for ours in ["http://localhost:5173", "http://127.0.0.1", "http://[::1]:80"] {
            assert!(is_loopback(ours), "{ours} is on this machine");
        }
        for other in ["https://localhost", "http://localhost.example", "http://exemple.example:80", "null"] {
            assert!(!is_loopback(other), "{other} is a page from elsewhere");
        }
    }
}
