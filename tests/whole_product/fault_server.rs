//! The server under the tests' control does what it is told: proof by faults is worth as much as its faults.

use crate::harness::fixture;
use crate::harness::server::{Cut, Event, Fault, Server};
use reqwest::{Client, StatusCode, header};
use std::time::Duration;

const PAGE: &str = "about/";

fn client() -> Client {
    // A connection that was kept breaks off, where a new one is refused.
    Client::builder()
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(20))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// The bytes of a body that came, and whether it came to its end.
async fn read(client: &Client, url: &str) -> Result<(StatusCode, Vec<u8>, bool), reqwest::Error> {
    let mut response = client.get(url).send().await?;
    let (status, mut bytes) = (response.status(), Vec::new());
    loop {
        match response.chunk().await {
            Ok(Some(piece)) => bytes.extend_from_slice(&piece),
            Ok(None) => return Ok((status, bytes, true)),
            Err(_) => return Ok((status, bytes, false)),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_breaks_off_where_it_is_told_to() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let whole = std::fs::read(site.file("about/index.html")).unwrap();
    let url = server.url(PAGE);
    for (cut, sent) in [
        (Cut::AfterHead, 0),
        (Cut::AfterBytes(1), 1),
        (Cut::Half, whole.len() / 2),
        (Cut::BeforeLastByte, whole.len() - 1),
    ] {
        server.at(1, PAGE, Event::Fault(Fault::Cut(cut)));
        let (status, bytes, is_whole) = read(&client(), &url).await.unwrap();
        assert_eq!((status, bytes.len(), is_whole), (StatusCode::OK, sent, false), "{cut:?}");
        let (_, bytes, is_whole) = read(&client(), &url).await.unwrap();
        assert!(is_whole && bytes == whole, "{cut:?} happens once");
    }
    server.at(1, PAGE, Event::Fault(Fault::Cut(Cut::BeforeHead)));
    assert!(read(&client(), &url).await.is_err(), "no head, no answer");
    assert_eq!(server.planned(), 0);
    let records = server.take_records();
    let sent: Vec<(usize, bool)> = records.iter().map(|record| (record.body, record.is_whole)).collect();
    assert_eq!(sent.first(), Some(&(0, false)));
    assert_eq!(sent.get(1), Some(&(whole.len(), true)));
    assert_eq!(sent.get(6), Some(&(whole.len() - 1, false)));
    assert!(server.take_records().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_is_down_refuses_and_is_up_again_on_the_same_port() {
    let server = Server::start(&fixture::built("journal")).await;
    let (client, url) = (client(), server.url(PAGE));
    for _ in 0..3 {
        assert!(read(&client, &url).await.is_ok());
        server.down().await;
        let refused = read(&client, &url).await.unwrap_err();
        assert!(refused.is_connect(), "{refused:?}");
        server.up().await;
    }
    // A connection that is open when the host goes down does not outlive it.
    let gate = server.hold(PAGE);
    let asking = tokio::spawn({
        let (client, url) = (client.clone(), url.clone());
        async move { read(&client, &url).await.is_err() }
    });
    server.is_asked_for(PAGE).await;
    server.down().await;
    assert!(asking.await.unwrap(), "what was under way breaks off");
    gate.open();
    server.up().await;
    server.at(2, "*", Event::Down);
    assert!(read(&client, &url).await.is_ok());
    assert!(read(&client, &url).await.is_err());
    server.is_down().await;
    assert!(read(&client, &url).await.unwrap_err().is_connect());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_comes_out_between_two_requests() {
    let (old, new) = (fixture::built("journal"), fixture::built("topics"));
    let server = Server::start(&old).await;
    server.at(2, "offprint.json", Event::Deploy(new.clone()));
    let url = server.url("offprint.json");
    let mut builds = Vec::new();
    for _ in 0..3 {
        read(&client(), &server.url("")).await.unwrap();
        builds.push(String::from_utf8(read(&client(), &url).await.unwrap().1).unwrap());
    }
    assert_eq!(builds, [old.text("offprint.json"), new.text("offprint.json"), new.text("offprint.json")]);
    let releases: Vec<_> = server.take_records().into_iter().map(|record| record.release).collect();
    assert_eq!(releases[2], old.folder);
    assert_eq!(releases[3], new.folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_says_other_things_than_the_file() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let whole = std::fs::read(site.file("about/index.html")).unwrap();
    let (client, url) = (client(), server.url(PAGE));
    let answer = |fault: Fault| {
        server.at(1, PAGE, Event::Fault(fault));
        client.get(&url).send()
    };
    assert_eq!(answer(Fault::Status(503)).await.unwrap().status(), 503);
    let elsewhere = answer(Fault::Redirect("https://example.com/".into())).await.unwrap();
    assert_eq!(
        (elsewhere.status(), &elsewhere.headers()[header::LOCATION]),
        (StatusCode::FOUND, &"https://example.com/".parse().unwrap())
    );
    assert_eq!(answer(Fault::Type("image/png")).await.unwrap().headers()[header::CONTENT_TYPE], "image/png");
    let altered = answer(Fault::altered()).await.unwrap().bytes().await.unwrap();
    let differing = altered.iter().zip(&whole).filter(|(one, other)| one != other).count();
    assert_eq!((altered.len(), differing), (whole.len(), 1));
    let truncated = answer(Fault::truncated()).await.unwrap().bytes().await.unwrap();
    assert_eq!(truncated, whole[..whole.len() / 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_knows_validators_says_304_and_sends_ranges() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    server.answer_conditions();
    let whole = std::fs::read(site.file("about/index.html")).unwrap();
    let (client, url) = (client(), server.url(PAGE));
    let tag = client.get(&url).send().await.unwrap().headers()[header::ETAG].clone();
    let same = client.get(&url).header(header::IF_NONE_MATCH, tag).send().await.unwrap();
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    let part = client.get(&url).header(header::RANGE, "bytes=10-19").send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.bytes().await.unwrap(), whole[10..20]);
}
