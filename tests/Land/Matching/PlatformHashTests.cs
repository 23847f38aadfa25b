using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Pinstitch.Land;
using Pinstitch.Land.Matching;

namespace Pinstitch.Tests.Land.Matching;

/// <summary>
/// Every rule of every platform as a row: what a sender wrote, and the text that the platform wants hashed, written here by
/// hand. Node.js hashes it; the event that carries what was written must land with just that hash, and so must the
/// copy that a door makes of the event.
/// </summary>
public sealed class PlatformHashTests
{
    private const string Nothing = "";

    /// <summary>Field, value, country; then what Pinterest, Meta, Google and TikTok want. Empty where a platform gets no hash.</summary>
    private static readonly (MatchField Field, string Value, string? Country, string Pinterest, string Meta, string Google, string TikTok)[] Rows =
    [
        // Mail: trimmed, lower case; at Gmail Google wants neither dots nor suffix.
        (MatchField.Email, " Jane.Doe+x@GMAIL.com ", null, "jane.doe+x@gmail.com", "jane.doe+x@gmail.com", "janedoe@gmail.com", "jane.doe+x@gmail.com"),
        (MatchField.Email, "J.A.N.E@googlemail.com", null, "j.a.n.e@googlemail.com", "j.a.n.e@googlemail.com", "jane@googlemail.com", "j.a.n.e@googlemail.com"),
        (MatchField.Email, "Jane.Doe+x@Example.org", null, "jane.doe+x@example.org", "jane.doe+x@example.org", "jane.doe+x@example.org", "jane.doe+x@example.org"),
        (MatchField.Email, "\u00A0jane@shop.example\u200B\r\n", null, "jane@shop.example", "jane@shop.example", "jane@shop.example", "jane@shop.example"),
        (MatchField.Email, "\u200B\u3000\u200Bjane@shop.example\u2060\t", null, "jane@shop.example", "jane@shop.example", "jane@shop.example", "jane@shop.example"),
        (MatchField.Email, "jane @shop.example", null, Nothing, Nothing, "jane@shop.example", Nothing),
        (MatchField.Email, "ZOE\u0308@Müller.Example", null, "zoë@müller.example", "zoë@müller.example", "zoë@müller.example", "zoë@müller.example"),
        (MatchField.Email, "+@gmail.com", null, "+@gmail.com", "+@gmail.com", Nothing, "+@gmail.com"),
        (MatchField.Email, "jane.shop.example", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Email, "jane@shop", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Email, "NOREPLY@shop.example", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Email, "None@None.com", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Email, " \u00A0 ", null, Nothing, Nothing, Nothing, Nothing),

        // Telephone: digits with the calling code; a plus sign for Google and TikTok.
        (MatchField.Phone, "+1 (555) 123-4567", null, "15551234567", "15551234567", "+15551234567", "+15551234567"),
        (MatchField.Phone, "00 44 117 496 0123", null, "441174960123", "441174960123", "+441174960123", "+441174960123"),
        (MatchField.Phone, "+44 (0) 117 496 0123", null, "441174960123", "441174960123", "+441174960123", "+441174960123"),
        (MatchField.Phone, "555-123-4567", "US", "15551234567", "15551234567", "+15551234567", "+15551234567"),
        (MatchField.Phone, "011 44 117 496 0123", "US", "441174960123", "441174960123", "+441174960123", "+441174960123"),
        (MatchField.Phone, "0011 44 117 496 0123", "AU", "441174960123", "441174960123", "+441174960123", "+441174960123"),
        (MatchField.Phone, "0176 1234567", "Germany", "491761234567", "491761234567", "+491761234567", "+491761234567"),
        (MatchField.Phone, "06 1234 5678", "IT", "390612345678", "390612345678", "+390612345678", "+390612345678"),
        (MatchField.Phone, "8 (912) 345-67-89", "RU", "79123456789", "79123456789", "+79123456789", "+79123456789"),
        (MatchField.Phone, "tel:+49-30-123456", null, "4930123456", "4930123456", "+4930123456", "+4930123456"),
        (MatchField.Phone, "\u202A+49\u00A030\u2011123456\u202C", null, "4930123456", "4930123456", "+4930123456", "+4930123456"),
        (MatchField.Phone, "＋８１ ３ １２３４ ５６７８", null, "81312345678", "81312345678", "+81312345678", "+81312345678"),
        (MatchField.Phone, "+٩٧١ ٥٠ ١٢٣ ٤٥٦٧", null, "971501234567", "971501234567", "+971501234567", "+971501234567"),
        (MatchField.Phone, "+1 555 123 4567 x89", null, "15551234567", "15551234567", "+15551234567", "+15551234567"),
        (MatchField.Phone, "555-123-4567", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Phone, "+12", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.Phone, "call me", "US", Nothing, Nothing, Nothing, Nothing),

        // Names: Meta takes out punctuation and white space, Google titles and punctuation.
        (MatchField.FirstName, " Zoë ", null, "zoë", "zoë", "zoë", "zoë"),
        (MatchField.FirstName, "Mary\u00A0Ann", null, "mary\u00A0ann", "maryann", "mary ann", "mary\u00A0ann"),
        (MatchField.FirstName, "Mrs. Jane", null, "mrs. jane", "mrsjane", "jane", "mrs. jane"),
        (MatchField.FirstName, "İPEK", null, "i\u0307pek", "i\u0307pek", "i\u0307pek", "i\u0307pek"),
        (MatchField.FirstName, "अनिल", null, "अनिल", "अनिल", "अनिल", "अनिल"),
        (MatchField.LastName, "O'Brien-Smith", null, "o'brien-smith", "obriensmith", "obriensmith", "o'brien-smith"),
        (MatchField.LastName, "Doe, Jr.", null, "doe, jr.", "doejr", "doe", "doe, jr."),
        (MatchField.LastName, "ΠΑΠΑΔΌΠΟΥΛΟΣ", null, "παπαδόπουλος", "παπαδόπουλος", "παπαδόπουλος", "παπαδόπουλος"),
        (MatchField.LastName, "ΣΙΓΜΑΣ-ΣΑΣ", null, "σιγμας-σας", "σιγμαςσας", "σιγμαςσας", "σιγμας-σας"),
        (MatchField.LastName, "山田", null, "山田", "山田", "山田", "山田"),
        (MatchField.LastName, "MÜLLER", null, "müller", "müller", "müller", "müller"),
        (MatchField.LastName, "(not set)", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.LastName, " \u200B", null, Nothing, Nothing, Nothing, Nothing),

        // City: no spaces, no punctuation; Meta keeps a to z and digits only. TikTok wants it in clear, so it gets none.
        (MatchField.City, "San Francisco", null, "sanfrancisco", "sanfrancisco", Nothing, Nothing),
        (MatchField.City, "Saint-Étienne", null, "saintétienne", "sainttienne", Nothing, Nothing),
        (MatchField.City, "São Paulo", null, "sãopaulo", "sopaulo", Nothing, Nothing),
        (MatchField.City, "St. John's", null, "stjohns", "stjohns", Nothing, Nothing),
        (MatchField.City, "Москва", null, "москва", Nothing, Nothing, Nothing),
        (MatchField.City, "मुंबई", null, "मुंबई", Nothing, Nothing, Nothing),
        (MatchField.City, "東京", null, "東京", Nothing, Nothing, Nothing),
        (MatchField.City, "--", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.City, "unknown", null, Nothing, Nothing, Nothing, Nothing),

        // State and country: two letters, or nothing.
        (MatchField.State, "California", null, "ca", "ca", Nothing, Nothing),
        (MatchField.State, "CA", "US", "ca", "ca", Nothing, Nothing),
        (MatchField.State, "US-NY", null, "ny", "ny", Nothing, Nothing),
        (MatchField.State, "New York", "United States", "ny", "ny", Nothing, Nothing),
        (MatchField.State, "Washington, D.C.", "US", "dc", "dc", Nothing, Nothing),
        (MatchField.State, "Québec", "CA", "qc", "qc", Nothing, Nothing),
        (MatchField.State, "Germánia", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.State, "Atlantis", "US", Nothing, Nothing, Nothing, Nothing),
        (MatchField.Country, "United States of America", null, "us", "us", Nothing, Nothing),
        (MatchField.Country, "usa", null, "us", "us", Nothing, Nothing),
        (MatchField.Country, "Deutschland", null, "de", "de", Nothing, Nothing),
        (MatchField.Country, "Cote d'Ivoire", null, "ci", "ci", Nothing, Nothing),
        (MatchField.Country, "UK", null, "gb", "gb", Nothing, Nothing),
        (MatchField.Country, "Japão", null, "jp", "jp", Nothing, Nothing),
        (MatchField.Country, "Germánica", null, Nothing, Nothing, Nothing, Nothing),

        // Postal code: ZIP+4 is cut to five; Meta cuts at the first dash. TikTok hashes it.
        (MatchField.PostalCode, "94035-1234", null, "94035", "94035", Nothing, "94035"),
        (MatchField.PostalCode, " 94035 ", "US", "94035", "94035", Nothing, "94035"),
        (MatchField.PostalCode, "SW1A 1AA", "GB", "sw1a1aa", "sw1a1aa", Nothing, "sw1a1aa"),
        (MatchField.PostalCode, "90-001", "PL", "90001", "90", Nothing, "90001"),
        (MatchField.PostalCode, "-", null, Nothing, Nothing, Nothing, Nothing),

        // Date of birth: YYYYMMDD. What can be read in two ways is nobody's birthday, but Meta's builder takes the month first.
        (MatchField.BirthDate, "1991-05-26", null, "19910526", "19910526", Nothing, Nothing),
        (MatchField.BirthDate, "05/26/1991", null, "19910526", "19910526", Nothing, Nothing),
        (MatchField.BirthDate, "26.5.1991", null, "19910526", "19910526", Nothing, Nothing),
        (MatchField.BirthDate, "26 May 1991", null, "19910526", "19910526", Nothing, Nothing),
        (MatchField.BirthDate, "05-03-1995", null, Nothing, "19950503", Nothing, Nothing),
        (MatchField.BirthDate, "1799-12-31", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.BirthDate, "2031-01-01", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.BirthDate, "1991-02-30", null, Nothing, Nothing, Nothing, Nothing),

        // Gender: f, m and, at Pinterest only, n.
        (MatchField.Gender, " Female ", null, "f", "f", Nothing, Nothing),
        (MatchField.Gender, "M", null, "m", "m", Nothing, Nothing),
        (MatchField.Gender, "weiblich", null, "f", "f", Nothing, Nothing),
        (MatchField.Gender, "non-binary", null, "n", Nothing, Nothing, Nothing),
        (MatchField.Gender, "perhaps", null, Nothing, Nothing, Nothing, Nothing),

        // The advertiser's own id: exact; Meta's builder lowers it and takes white space out.
        (MatchField.ExternalId, " User-42A ", null, "User-42A", "user-42a", Nothing, "User-42A"),
        (MatchField.ExternalId, "AB CD", null, "AB CD", "abcd", Nothing, "AB CD"),
        (MatchField.ExternalId, "d41d8cd98f00b204e9800998ecf8427e", null, "d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e", Nothing, "d41d8cd98f00b204e9800998ecf8427e"),
        (MatchField.ExternalId, "null", null, Nothing, Nothing, Nothing, Nothing),
        (MatchField.MobileAdId, "38400000-8CF0-11BD-B23E-10B96E40000D", null, "38400000-8cf0-11bd-b23e-10b96e40000d", "38400000-8cf0-11bd-b23e-10b96e40000d", Nothing, "38400000-8cf0-11bd-b23e-10b96e40000d"),
        (MatchField.MobileAdId, "00000000-0000-0000-0000-000000000000", null, Nothing, Nothing, Nothing, Nothing),
    ];

    [Fact]
    public void Each_platform_gets_the_hash_of_the_text_that_it_wants()
    {
        var expected = Rows.SelectMany(row => new[] { ("pinterest", row.Pinterest), ("meta", row.Meta), ("google", row.Google), ("tiktok", row.TikTok) }, (row, wanted) => (row.Field, row.Value, row.Country, Platform: wanted.Item1, Text: wanted.Item2)).ToList();
        var hashes = NodeCrypto.Hashes(expected.Select(item => item.Text));
        foreach (var (place, row) in expected.Index())
        {
            var wanted = row.Text == Nothing ? null : hashes[place];
            var body = Event(row.Field, row.Value, row.Country);
            foreach (var (way, bytes) in new[] { ("sent", body), ("copied by a door", Pseudonymiser.Copy(body)) })
            {
                var reading = TestReader.Make().Read(bytes);
                Assert.True(reading.Violations.Count == 0, $"{row}: {string.Join("; ", reading.Violations)}");
                Assert.True(wanted == MatchKeys.For(reading.Event!.Match, row.Platform, row.Field), $"{row.Platform}, {row.Field} '{row.Value}' {way}: {MatchRules.For(row.Platform).Normalise(row.Field, row.Value, row.Country)}");
            }
        }
    }

    [Fact]
    public void What_has_no_hash_is_named_and_breaks_nothing()
    {
        foreach (var row in Rows.Where(row => row.Pinterest == Nothing && PersonalData.Strip(row.Value).Length > 0))
        {
            var dropped = TestReader.Make().Read(Event(row.Field, row.Value, row.Country)).Event!.Dropped;
            Assert.Contains(dropped!, note => note.StartsWith($"user.{MatchKeys.Name(row.Field)}:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("email_sha256")]
    [InlineData("phone_sha256")]
    public void A_hash_is_taken_in_any_case_from_either_field_and_not_hashed_again(string field)
    {
        var hash = NodeCrypto.Hashes(["jane.doe@shop.example"])[0];
        var landed = TestReader.Landed(TestReader.Event($$"""
            "user":{"anonymous_id":"c-1","{{field}}":" {{hash.ToUpperInvariant()}}\n"}
            """));
        var name = field.Split('_')[0] == "email" ? MatchField.Email : MatchField.Phone;
        Assert.All(MatchRules.All, rules => Assert.Equal(hash, MatchKeys.For(landed.Match, rules.Platform, name)));
    }

    [Fact]
    public void Small_letters_are_those_of_Unicode()
    {
        // Letters of all scripts that have two cases, in words of their own kind, at the end and within.
        var words = Gen.Char["ΑΣΔ\u0301İIıςσ-. 'ẞßǅǄÅ\u212BA\u030AЖЂԱᏣⅧⒷ"].Array[1, 8].Select(letters => new string(letters) + "z").Array[4000].Generate(new PCG(1, 20_261_125), null, out _);
        var lower = NodeCrypto.Lower(words);
        foreach (var (place, word) in words.Index())
        {
            if (lower[place].Trim().Length > 0) Assert.Equal(lower[place].Trim(), MatchRules.For("pinterest").Normalise(MatchField.LastName, word).Text ?? lower[place].Trim());
        }
    }

    private static byte[] Event(MatchField field, string value, string? country)
    {
        var user = new JsonObject { ["anonymous_id"] = "c-1", [MatchKeys.Name(field)] = value };
        if (country is not null) user["country"] = country;
        var item = new JsonObject { ["event_id"] = "e-1", ["event_name"] = "page_visit", ["event_time"] = "2026-10-30T12:00:00Z", ["user"] = user };
        return Encoding.UTF8.GetBytes(item.ToJsonString());
    }
}
