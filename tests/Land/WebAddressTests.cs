using System.Text;
using CsCheck;
using Pinstitch.Land;

namespace Pinstitch.Tests.Land;

public sealed class WebAddressTests
{
    private static readonly Gen<string> Addresses = Gen.Select(
        Gen.OneOf("https://", "http://", "HTTPS://", "ftp://", "https:/", "//", ""),
        Gen.OneOf("shop.example", "Shop.Example", "a-b.c", "xn--bcher-kva.example", "bücher.example", "127.0.0.1", "localhost", "shop..example", "-x.example", "user:pw@shop.example", "shop.example:8443", "[::1]", "a_b.example", "", "shop.example."),
        Gen.OneOf("", "/", "/a/b", "/a/../b", "/a.html", "/ü", "/a b", "/%7Ea", "//x", "/a;b=1"),
        Gen.OneOf("", "?", "?a=1", "?a=1&b=%20", "?a=1#x?y", "#x", "#x?y=1"),
        (scheme, host, path, query) => scheme + host + path + query);

    [Fact]
    public void An_address_is_taken_apart_as_the_platforms_own_parser_does_it()
    {
        Addresses.Holds(
            text =>
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                var read = WebAddress.Read(bytes);
                if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                {
                    Assert.Null(read);
                    return;
                }

                Assert.Equal((uri.Host, uri.AbsolutePath), (read!.Value.Host, read.Value.Path));
                Assert.Equal(text.Split('#')[0].Contains('?', StringComparison.Ordinal) ? text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..] : string.Empty, Encoding.UTF8.GetString(bytes.AsSpan(read.Value.Query)));
            },
            iter: 3000);
    }
}
