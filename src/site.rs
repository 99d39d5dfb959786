//! Addresses of the web: the host in one, and the name under which that is registered.

/// Names below a country under which others register: those of `.id` (PANDI), and the commonest
/// of other countries.
const SECOND_LEVELS: [&str; 16] = [
    "ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org",
    "ponpes", "sch", "web",
];

/// The host in an address, without user and port; one that stands alone is itself.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// The name under which a host is registered, lower-cased: `detik.com` of `news.detik.com`,
/// `rri.co.id` of `www.rri.co.id`. `None` of what is no name of a host, such as the number of one.
pub fn registered_name(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.strip_prefix("www.").unwrap_or(&host).split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let [.., second, top] = labels.as_slice() else { return None };
    let is_top = top.starts_with("xn--") || !top.bytes().any(|b| b.is_ascii_digit());
    if !is_top || !labels.iter().all(is_label) {
        return None;
    }
    let kept = if top.len() == 2 && SECOND_LEVELS.contains(second) { 3 } else { 2 };
    Some(labels[labels.len().saturating_sub(kept)..].join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_in_addresses() {
        for (address, found) in [
            ("https://news.detik.com/berita/d-1", "news.detik.com"),
            ("http://redaksi:kunci@warta.co.id:8080?x=a@b.id", "warta.co.id"),
            ("www.rri.co.id", "www.rri.co.id"),
            ("file:///tmp/a", ""),
        ] {
            assert_eq!(host(address), found);
        }
    }

    #[test]
    fn names_are_registered_below_a_top_or_a_second_level() {
        for (host, name) in [
            ("news.detik.com", "detik.com"),
            ("www.rri.co.id", "rri.co.id"),
            ("desa.panjalu.desa.id", "panjalu.desa.id"),
            ("Lampung.Antaranews.com", "antaranews.com"),
            ("tirto.id", "tirto.id"),
            ("bola.antv.id", "antv.id"),
            ("www.tni.mil.id", "tni.mil.id"),
            ("kabar.lintas.net.id", "lintas.net.id"),
            ("www.abc.net.au", "abc.net.au"),
            ("www.bharian.com.my", "bharian.com.my"),
            ("www.bbc.co.uk", "bbc.co.uk"),
            ("go.id", "go.id"),
            ("www.go.id", "go.id"),
        ] {
            assert_eq!(registered_name(host).as_deref(), Some(name), "{host}");
        }
        for none in
            ["", "Suara Pantai", "localhost", "berkas..txt", "Tabloid No.", "é.com", "127.0.0.1"]
        {
            assert_eq!(registered_name(none), None, "{none}");
        }
    }
}
