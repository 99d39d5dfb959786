//! What is read of feeds, and what is said of what is not.

use super::MAX_NAME;
use crate::corpus::tests::drafts;

#[test]
fn reads_rss() {
    let text = "<?xml version=\"1.0\"?><rss xmlns:dc='x'><channel><title>Warta &amp; Kota</title>\
         <item><title><![CDATA[Banjir & longsor]]></title><link>https://a.id/1</link>\
         <description>&lt;p&gt;Ringkas.&lt;/p&gt;</description><dc:creator>Ratna</dc:creator>\
         <content:encoded><![CDATA[<p>Satu.</p><p>Dua.</p>]]></content:encoded>\
         <pubDate>Wed, 31 Jul 2024 14:05:00 +0700</pubDate><category>Daerah</category></item>\
         <item><title>Dua</title><author>a@b.id (Dimas)</author></item></channel></rss>";
    let (found, warnings) = drafts("a.xml.rss", text.as_bytes(), 1000);
    assert_eq!(warnings, [""; 0]);
    let draft = &found[0];
    assert_eq!(draft.title.as_deref(), Some("Banjir & longsor"));
    assert_eq!(draft.text, "Satu.\n\nDua.");
    assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31T14:05:00+07:00");
    assert_eq!(draft.source.as_deref(), Some("Warta & Kota"));
    assert_eq!(draft.section.as_deref(), Some("Daerah"));
    assert_eq!((draft.author.as_deref(), draft.line), (Some("Ratna"), Some(1)));
    assert_eq!((found[1].author.as_deref(), found[1].line), (Some("Dimas"), Some(2)));
}

#[test]
fn reads_atom() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Warta</title>\
         <entry><title type='html'>A &amp;amp; B</title><link rel='self' href='x'/>\
         <link href='https://a.id/1'/><author><name>Ratna</name><uri>https://r.id</uri></author>\
         <published>2024-07-31T14:05:00Z</published><category term='Daerah'/>\
         <content type='xhtml'><div><p>Satu &lt; dua.</p><p>Tiga.</p></div></content></entry></feed>";
    let (found, warnings) = drafts("a.atom", text.as_bytes(), 1000);
    assert_eq!(warnings, [""; 0]);
    let draft = &found[0];
    assert_eq!(draft.title.as_deref(), Some("A & B"));
    assert_eq!(draft.text, "Satu < dua.\n\nTiga.");
    assert_eq!(draft.url.as_deref(), Some("https://a.id/1"));
    assert_eq!(draft.author.as_deref(), Some("Ratna"));
    assert_eq!(draft.section.as_deref(), Some("Daerah"));
}

#[test]
fn exports_of_wordpress_are_read() {
    let item = |kind: &str, date: &str| {
        format!(
            "<item><title>{kind}</title><guid isPermaLink='false'>https://a.id/?p=1</guid>\
             <dc:creator>rd</dc:creator><pubDate>{date}</pubDate>\
             <content:encoded><![CDATA[Satu.\n\n[gallery ids=\"1\"]Dua.]]></content:encoded>\
             <wp:post_date>2024-07-31 14:05:00</wp:post_date><wp:status>publish</wp:status>\
             <wp:post_type>{kind}</wp:post_type><category domain='post_tag'>air</category>\
             <category domain='category'>Daerah</category></item>"
        )
    };
    let text = [
        "<rss><channel><title>W</title><wp:author><wp:author_login>rd</wp:author_login>\
         <wp:author_display_name>Ratna Dewi</wp:author_display_name></wp:author>",
        &item("nav_menu_item", "Wed, 31 Jul 2024 07:05:00 +0000"),
        &item("post", "Mon, 30 Nov -0001 00:00:00 +0000"),
    ]
    .concat();
    let (found, warnings) = drafts("a.xml.rss", text.as_bytes(), 1000);
    assert_eq!(warnings, [""; 0]);
    let [draft] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((draft.line, draft.text.as_str()), (Some(2), "Satu.\n\nDua."));
    assert_eq!((draft.author.as_deref(), &draft.url), (Some("Ratna Dewi"), &None));
    assert_eq!(draft.section.as_deref(), Some("Daerah"));
    assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31");
}

#[test]
fn exports_of_blogger_are_read() {
    let entry = |kind: &str| {
        format!(
            "<entry><category scheme='http://g.com/2005#kind' term='http://g.com/k#{kind}'/>\
             <category scheme='http://b.com/ns#' term='Daerah'/><title>A</title></entry>"
        )
    };
    let text = ["template", "post", "comment"].map(entry).concat();
    let text = format!("<feed><title>W</title>{text}</feed>");
    let (found, warnings) = drafts("a.atom", text.as_bytes(), 1000);
    assert_eq!(warnings, [""; 0]);
    let [draft] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((draft.line, draft.section.as_deref()), (Some(2), Some("Daerah")));
}

#[test]
fn prefixes_and_guids_are_understood() {
    let text = "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry>\
         <atom:title>A</atom:title></atom:entry></atom:feed>";
    assert_eq!(drafts("a.atom", text.as_bytes(), 1000).0[0].title.as_deref(), Some("A"));
    let text = "<rss><item><title>A</title><guid>https://a.id/1</guid></item></rss>";
    let url = drafts("a.rss", text.as_bytes(), 1000).0[0].url.clone();
    assert_eq!(url.as_deref(), Some("https://a.id/1"));
}

#[test]
fn entities_do_not_multiply() {
    let text = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'kabar'><!ENTITY b '&a;&a;'>\
         <!ENTITY c SYSTEM 'file:///etc/passwd'>]>\
         <rss><item><title>x &b; &c; &#33;</title></item><item><title>y";
    let (found, warnings) = drafts("a.rss", text.as_bytes(), 1000);
    assert_eq!(found[0].title.as_deref(), Some("x &b; &c; !"));
    assert_eq!(warnings, ["a.rss:2: the file ends inside an entry; left out"]);
}

#[test]
fn what_follows_an_entry_that_is_too_large_is_read() {
    let long = "<p>kata</p>".repeat(20_000);
    for body in [
        format!("<description><![CDATA[{long}]]></description>"),
        format!("<description>{}</description>", "kata ".repeat(50_000)),
        format!("<description a='{}'>x</description>", "kata ".repeat(50_000)),
        format!("<content type='xhtml'>{}</content>", "<b/>".repeat(1_000)),
        "<description>kata kata kata</description>".repeat(100),
    ] {
        let text = format!(
            "<rss><channel><title>W</title><item><title>A</title></item><item>{body}</item>\
             <item><title>B</title><category>Daerah</category></item></channel></rss>"
        );
        let (found, warnings) = drafts("a.rss", text.as_bytes(), 1000);
        let titles: Vec<_> = found.iter().map(|draft| draft.title.as_deref()).collect();
        assert_eq!(titles, [Some("A"), Some("B")]);
        assert_eq!((found[1].line, found[1].section.as_deref()), (Some(3), Some("Daerah")));
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].starts_with("a.rss:2: an article of more"), "{warnings:?}");
    }
}

#[test]
fn names_of_feeds_and_authors_are_bounded() {
    let text = format!(
        "<rss><title>{}</title><item><title>A</title></item></rss>",
        "W &amp; ".repeat(10_000)
    );
    let source = drafts("a.rss", text.as_bytes(), 1_000_000).0[0].source.clone().unwrap();
    assert!(source.starts_with("W & W &") && source.len() <= MAX_NAME);
}
