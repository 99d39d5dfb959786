//! `parse(display(q)) == q`: of random trees, and of whatever random text gives.

use proptest::prelude::*;
use telusur::query::{
    Clause, DateRange, Field, Leaf, Matcher, Occur, Pattern, Piece, Query, Unit, Weight,
};

use super::{TODAY, parse};

/// Words that need no mark, and words that do.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zé]{1,6}",
        1 => "[A-Z]{2,8}",
        1 => proptest::sample::select(vec![
            "AND", "ATAU", "NOT", "OF", "2", "NEAR/5", "judul:x", "tanggal:2024", "-a", "+62", "kot*", "k?ta", "a^2", "a~2", "=a",
            "a?", "\\a", "KALIMAT", "COVID-19", "Jum'at", "S.H.", "http://a.b/?c=*", "a,b", "12%", "#a", "😀", "e\u{301}", "~a", "...a",
        ]).prop_map(str::to_owned),
    ]
}

fn letters() -> impl Strategy<Value = String> {
    "[a-zA-Zé][a-zé0-9]{0,3}"
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let wild = || proptest::sample::select(vec![Piece::One, Piece::Many]);
    (proptest::option::of(wild()), letters(), wild(), proptest::option::of(letters())).prop_map(
        |(front, text, wild, rest)| {
            let pieces =
                front.into_iter().chain([Piece::Text(text), wild]).chain(rest.map(Piece::Text));
            Pattern::new(pieces).expect("has a text and a wildcard")
        },
    )
}

fn matcher() -> impl Strategy<Value = Matcher> {
    let slop = proptest::option::of(1..=1000_u32);
    prop_oneof![
        5 => word().prop_map(Matcher::Word),
        1 => word().prop_map(Matcher::Exact),
        1 => ("[a-z(]{1,5}( [a-z\"”?]{1,3})?", any::<bool>(), slop)
            .prop_filter("a word", |(text, ..)| text.contains(char::is_alphabetic))
            .prop_map(|(text, by_roots, slop)| Matcher::Phrase { text, by_roots, slop }),
        1 => pattern().prop_map(Matcher::Wildcard),
        1 => (letters(), 1..=2_u8).prop_map(|(text, edits)| Matcher::Fuzzy { text, edits }),
    ]
}

fn dates() -> impl Strategy<Value = Query> {
    let date =
        || (1000..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    (proptest::option::of(date()), date()).prop_map(|(from, to)| {
        let (from, to) = if from > Some(to) { (Some(to), from) } else { (from, Some(to)) };
        let range = DateRange::new(from, to).expect("in order");
        Query::Dates { range, span: Default::default() }
    })
}

fn field() -> impl Strategy<Value = Field> {
    proptest::sample::select(vec![
        Field::Title,
        Field::Body,
        Field::Author,
        Field::Source,
        Field::Url,
        Field::Editor,
        Field::Place,
        Field::Section,
    ])
}

fn occur() -> impl Strategy<Value = Occur> {
    proptest::sample::select(vec![Occur::Should, Occur::Should, Occur::Must, Occur::MustNot])
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![8 => matcher().prop_map(|matcher| Query::Leaf(Leaf::new(matcher))), 1 => dates()];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 1..4);
        let clause = (occur(), inner.clone()).prop_map(|(occur, query)| Clause { occur, query });
        let unit = proptest::sample::select(vec![Unit::Sentence, Unit::Paragraph]);
        prop_oneof![
            3 => proptest::collection::vec(clause, 1..5).prop_map(Query::any),
            1 => several().prop_map(Query::and),
            1 => several().prop_map(Query::or),
            1 => inner.clone().prop_map(Query::negated),
            1 => (0..5_usize, inner.clone()).prop_map(|(count, group)| Query::at_least(count, group).0),
            2 => (1..=1000_u32, any::<bool>(), inner.clone(), inner.clone()).prop_map(|(n, ordered, a, b)| Query::near(n, ordered, vec![a, b]).0),
            1 => (unit, inner.clone()).prop_map(|(unit, group)| Query::within(unit, group).0),
            1 => (field(), inner.clone()).prop_map(|(field, inner)| inner.in_field(field).0),
            1 => (1..=1_000_000_u32, inner).prop_map(|(n, inner)| inner.weighted(Weight::from_thousandths(n).expect("in bounds"))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn random_trees(query in query()) {
        let shown = query.to_string();
        prop_assert_eq!(parse(&shown).without_spans(), query, "shown {}", shown);
    }

    #[test]
    fn random_text(text in any::<String>()) {
        let query = parse(&text).without_spans();
        prop_assert_eq!(parse(&query.to_string()).without_spans(), query);
    }

    #[test]
    fn random_syntax(text in "([ (){}\"“”~^?*+=\\\\:,.-]|[a-c]|AND|OR|NOT|judul:|2 OF \\(|NEAR/5| ){0,24}") {
        let (query, warnings) = telusur::query::parse(&text, TODAY);
        for span in warnings.iter().filter_map(|warning| warning.span).chain(query.leaves().iter().map(|(leaf, _)| leaf.span)) {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        let shown = query.to_string();
        prop_assert_eq!(parse(&shown).without_spans(), query.without_spans(), "shown {}", shown);
    }
}
