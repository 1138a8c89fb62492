//! What comes from an address, against a server that the test starts on loopback: redirects, encodings, and every way in
//! which a server can fail a reader.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]
#![cfg(feature = "net")]

mod support;

use bantin::load::net::{Limits, fetch};
use bantin::load::{Input, load};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::program::Place;

const STORY: &str = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Tin</title></head><body><nav><a href='/x'>Menu</a></nav><h1>Thu ngân sách quý I đạt khá</h1><p>Quý I/2024, thu nội địa đạt 2.870 tỷ đồng, bằng 23,9% dự toán, tăng 5,2% so với cùng kỳ năm trước.</p><p>Các địa phương tiếp tục rà soát nguồn thu, chống thất thu và xử lý nợ đọng thuế trong các tháng tới.</p></body></html>";

/// A server, and the paths that it was asked for.
struct Server {
    at: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// An answer with a body.
fn full(kind: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn serve() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let told = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let told = told.clone();
            std::thread::spawn(move || answer(stream, &told));
        }
    });
    Server { at, asked }
}

fn answer(mut stream: TcpStream, told: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    while lines.next().and_then(Result::ok).is_some_and(|l| !l.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    told.lock().unwrap().push(path.clone());
    // The other side may be gone already: that is what some of these are for.
    let _ = match path.as_str() {
        "/page" => stream.write_all(&full("text/html", STORY.as_bytes())),
        "/moved" => {
            stream.write_all(b"HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        "/loop" => {
            stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        "/none" => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        "/broken" => {
            stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        "/picture" => stream.write_all(&full("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
        "/latin" => stream.write_all(&full(
            "text/plain; charset=windows-1252",
            b"R\xe9sum\xe9 du trimestre, bien s\xfbr, d\xe9j\xe0 \xe9crit en fran\xe7ais",
        )),
        "/cut" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\nThu ng")
        }
        "/chunks" => stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nThu n\r\n"),
        "/noise" => stream.write_all(b"\x16\x03\x01 this is no answer\r\n\r\n"),
        "/slow" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\nThu");
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        "/drip" => {
            let page = full("text/html", STORY.as_bytes());
            page.chunks(page.len() / 12).try_for_each(|piece| {
                std::thread::sleep(Duration::from_millis(150));
                stream.write_all(piece)
            })
        }
        "/silent" => {
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        "/huge" => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"),
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            while stream.write_all(&[b'a'; 65536]).is_ok() {}
            Ok(())
        }
        _ => Ok(()),
    };
    let _ = stream.flush();
}

fn quick() -> Limits {
    Limits { patience: Duration::from_millis(400), whole: Duration::from_secs(3), bytes: 1 << 20 }
}

#[test]
fn a_page_is_read_through_its_redirects_and_nothing_else_is_asked_for() {
    let server = serve();
    let loaded = load(&Input::Url(format!("{}/moved", server.at))).unwrap();
    assert_eq!((loaded.source.format.as_str(), loaded.source.encoding.as_str()), ("html", "UTF-8"));
    assert!(loaded.source.name.ends_with("/moved"), "{}", loaded.source.name);
    assert!(
        loaded.text.starts_with("Thu ngân sách quý I đạt khá\n") && !loaded.text.contains("Menu"),
        "{}",
        loaded.text
    );
    assert_eq!(*server.asked.lock().unwrap(), ["/moved", "/page"]);
}

#[test]
fn the_encoding_in_the_header_counts_where_the_letters_do_not_tell() {
    let server = serve();
    let loaded = load(&Input::Url(format!("{}/latin", server.at))).unwrap();
    assert_eq!(loaded.source.encoding, "windows-1252");
    assert!(loaded.text.starts_with("Résumé"));
}

#[test]
fn each_failure_is_told_in_words_and_in_time() {
    let server = serve();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let at = |path: &str| format!("{}{path}", server.at);
    for (url, words) in [
        (at("/none"), "404"),
        (at("/broken"), "503"),
        (at("/loop"), "redirects"),
        (at("/cut"), "cut off|ends the connection"),
        (at("/chunks"), "cut off|ends the connection"),
        (at("/noise"), "cannot be fetched|cannot be read"),
        (at("/slow"), "takes too long"),
        (at("/silent"), "takes too long"),
        (at("/huge"), "sends more than 1 MiB"),
        (at("/endless"), "sends more than 1 MiB"),
        (format!("http://{free}/"), "refuses|cannot be reached"),
        ("http://".to_owned(), "is no address|cannot be fetched"),
        ("http://a b/".to_owned(), "is no address|cannot be fetched"),
    ] {
        let from = Instant::now();
        let error = fetch(&url, &quick()).expect_err(&url).to_string();
        assert!(words.split('|').any(|w| error.contains(w)), "{url}: {error}");
        assert!(error.contains("; ") && !error.contains('\n'), "{url}: {error}");
        assert!(from.elapsed() < Duration::from_secs(4), "{url}: {:?}", from.elapsed());
    }
}

/// A server with a certificate that it has made itself (`tls/self.der`, and as text `tls/self.pem`): gives its address, and tells whether anything was asked for
/// through it.
fn serve_tls() -> (String, Arc<Mutex<Vec<String>>>) {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let certificate = CertificateDer::from(include_bytes!("tls/self.der").to_vec());
    let key = PrivateKeyDer::try_from(include_bytes!("tls/key.der").to_vec()).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let told = asked.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            told.lock().unwrap().push("connected".to_owned());
            let mut session = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut line = String::new();
            let mut stream = BufReader::new(rustls::Stream::new(&mut session, &mut stream));
            if stream.read_line(&mut line).is_ok() {
                told.lock().unwrap().push(line);
                let _ = stream.get_mut().write_all(&full("text/html; charset=utf-8", STORY.as_bytes()));
            }
        }
    });
    (format!("https://localhost:{port}/secret"), asked)
}

#[test]
#[cfg(target_os = "linux")]
fn a_certificate_that_the_system_trusts_is_trusted() {
    let place = Place::new("net-trusted");
    place.write("own.pem", include_bytes!("tls/self.pem"));
    let (url, asked) = serve_tls();
    let ended = place.end(place.program().env("SSL_CERT_FILE", "own.pem").args(["extract", &url]));
    assert!(ended.went_well().contains("thu nội địa"));
    assert!(asked.lock().unwrap().iter().any(|line| line.starts_with("GET /secret")));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_asked() {
    let (url, asked) = serve_tls();
    let patient = Limits { bytes: 1 << 20, ..Limits::default() };
    let error = fetch(&url, &patient).unwrap_err().to_string();
    assert!(
        error.contains("certificate that this system does not trust") && error.contains("; ") && !error.contains('\n'),
        "{error}"
    );
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(*asked.lock().unwrap(), ["connected"], "the path was told to a server that nobody vouches for");
    let plain = fetch(&url.replace("https", "http"), &patient).unwrap_err().to_string();
    assert!(plain.contains("; "), "{plain}");
    // A server that speaks no TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let plain = format!("https://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let error = fetch(&plain, &patient).unwrap_err().to_string();
    assert!(error.contains("; ") && !error.contains('\n'), "{error}");
}

#[test]
fn nothing_is_asked_for_that_a_person_did_not_name() {
    let server = serve();
    let place = Place::new("unasked");
    let page = format!(
        "<!DOCTYPE html><html><head><link rel=stylesheet href='{0}/css'><script src='{0}/js'></script><meta http-equiv=refresh content='0;url={0}/next'></head><body><h1>Tin</h1><p>Thu đạt 5 tỷ đồng.</p><img src='{0}/img'><iframe src='{0}/frame'></iframe></body></html>",
        server.at
    );
    place.write("page.html", &page);
    place.write("list.txt", format!("Xem {}/link để biết thêm. Thu đạt 5 tỷ đồng.", server.at));
    place.write("notes.md", format!("# Tin\n\n![ảnh]({0}/img) [xem]({0}/link) Thu đạt 5 tỷ đồng.", server.at));
    for command in ["summary", "extract"] {
        place.run(&[command, "page.html", "list.txt", "notes.md"]).went_well();
    }
    assert!(server.asked.lock().unwrap().is_empty(), "{:?}", server.asked.lock().unwrap());
}

#[test]
fn the_program_opens_an_address_and_tells_a_failure_in_one_line() {
    let server = serve();
    let place = Place::new("net");
    let json = place.run(&["extract", &format!("{}/page", server.at)]).json();
    assert_eq!(json["figures"][0]["value"]["amount"], 2870, "{json}");
    place.run(&["extract", &format!("{}/none", server.at)]).failed_with(&["/none", "404", "check the address"]);
    place.run(&["extract", &format!("{}/picture", server.at)]).failed_with(&["/picture", "PNG picture"]);
}

/// How far it is, is shown on a terminal while it comes, and gone before anything is printed.
#[cfg(unix)]
#[test]
fn what_comes_slowly_is_told_on_a_terminal_and_nowhere_else() {
    let server = serve();
    let page = format!("{}/drip", server.at);
    let (text, code) = support::pty::on_terminal(100, &["summary", &page], &[]);
    assert_eq!(code, 0, "{text:?}");
    let shown: Vec<u32> = text.split("KiB · ").skip(1).filter_map(|t| t.split(' ').next()?.parse().ok()).collect();
    assert!(shown.len() > 1 && shown.is_sorted() && shown.iter().all(|percent| *percent <= 100), "{text:?}");
    let (progress, summary) = text.rsplit_once("\r\u{1b}[K").unwrap();
    assert!(!progress.contains("2.870") && summary.contains("2.870") && !summary.contains("KiB"), "{text:?}");
    Place::new("drip").run(&["summary", &page]).went_well();
}
