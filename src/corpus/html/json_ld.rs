//! JSON-LD: what schema.org's `NewsArticle` and its kin say of a page.

use serde_json::Value;

/// Deepest nesting of nodes looked at: a graph in a list in a graph.
const MAX_DEPTH: usize = 4;

/// What the nodes of a page say of its article.
#[derive(Default)]
pub(super) struct Article {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) editors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) section: Option<String>,
    pub(super) url: Option<String>,
}

/// Reads the scripts of a page; those that are no JSON say nothing.
pub(super) fn article(scripts: &[String]) -> Article {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes = Vec::new();
    for value in &values {
        collect(value, 0, &mut nodes);
    }
    let Some(node) = nodes.iter().find(|node| is_article(node)) else { return Article::default() };
    Article {
        headline: text(&node["headline"]).or_else(|| text(&node["name"])),
        published: text(&node["datePublished"]),
        authors: names(&node["author"], &nodes),
        editors: names(&node["editor"], &nodes),
        publisher: names(&node["publisher"], &nodes).into_iter().next(),
        section: texts(&node["articleSection"]).into_iter().next(),
        url: text(&node["url"]).or_else(|| {
            let page = &node["mainEntityOfPage"];
            text(page).or_else(|| text(&page["@id"])).or_else(|| text(&page["url"]))
        }),
    }
}

/// Parses a script; line breaks inside strings, which JSON forbids and many sites write, are
/// forgiven.
fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script)
        .or_else(|_| serde_json::from_str(&script.replace(['\n', '\r', '\t'], " ")))
        .ok()
}

/// All objects of a graph.
fn collect<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) if depth < MAX_DEPTH => {
            values.iter().for_each(|value| collect(value, depth + 1, nodes));
        }
        Value::Object(object) => {
            nodes.push(value);
            if let Some(graph) = object.get("@graph").filter(|_| depth < MAX_DEPTH) {
                collect(graph, depth + 1, nodes);
            }
        }
        _ => {}
    }
}

/// Whether the node is of a type whose name ends in `Article`, or a posting or report.
fn is_article(node: &Value) -> bool {
    let is = |name: &str| name.ends_with("Article") || matches!(name, "BlogPosting" | "Report");
    texts(&node["@type"]).iter().any(|name| is(name))
}

/// The texts of a value or a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// A text that says something, its entities resolved and on one line.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let plain = if text.contains('&') { super::fragment_text(text) } else { text.to_owned() };
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!plain.is_empty()).then_some(plain)
}

/// The names of people or organisations, given as text, object or reference.
fn names(value: &Value, nodes: &[&Value]) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| name(value, nodes)).collect(),
        value => name(value, nodes).into_iter().collect(),
    }
}

fn name(value: &Value, nodes: &[&Value]) -> Option<String> {
    let referred = || {
        let id = value["@id"].as_str()?;
        nodes.iter().find_map(|node| (node["@id"] == id).then(|| text(&node["name"]))?)
    };
    text(value).or_else(|| text(&value["name"])).or_else(referred)
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn reads_graphs_with_references() {
        let script = r##"[{"@type":"BreadcrumbList"},{"@graph":[
            {"@type":["NewsArticle"],"headline":"A &amp; B","author":[{"name":"Ratna"},"Dimas"],
             "publisher":{"@id":"#o"},"datePublished":"2024-07-31","mainEntityOfPage":{"@id":"u"}},
            {"@type":"Organization","@id":"#o","name":"Warta"}]}]"##;
        let article = article(&["{".into(), script.into()]);
        assert_eq!(article.headline.as_deref(), Some("A & B"));
        assert_eq!(article.authors, ["Ratna", "Dimas"]);
        assert_eq!(article.publisher.as_deref(), Some("Warta"));
        assert_eq!(article.url.as_deref(), Some("u"));
    }

    #[test]
    fn line_breaks_in_strings_are_forgiven() {
        let script = "{\"@type\":\"Article\",\"headline\":\"A\nB\"}";
        assert_eq!(article(&[script.into()]).headline.as_deref(), Some("A B"));
    }
}
