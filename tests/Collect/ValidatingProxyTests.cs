using Pinstitch.Tests.Collect.Document;

namespace Pinstitch.Tests.Collect;

/// <summary>What holds two sides to a description must itself see what is wrong.</summary>
public sealed class ValidatingProxyTests
{
    private const string Description = """
        {
          "openapi": "3.0.3", "servers": [{ "url": "https://api.example.com/v1" }],
          "paths": {
            "/things/{thing_id}": {
              "parameters": [{ "name": "thing_id", "in": "path", "required": true, "schema": { "type": "string", "pattern": "^\\d+$" } }],
              "get": {
                "parameters": [
                  { "name": "page_size", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 250 } },
                  { "name": "from", "in": "query", "required": true, "schema": { "type": "string", "format": "date" } },
                  { "name": "columns", "in": "query", "explode": false, "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Column" } } },
                  { "name": "states", "in": "query", "schema": { "type": "array", "minItems": 1, "items": { "type": "string", "enum": ["ON", "OFF"] } } }
                ],
                "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } }
              },
              "post": {
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } },
                "responses": { "default": { "content": { "application/json": { "schema": { "type": "object", "properties": { "code": { "type": "integer" } }, "required": ["code"] } } } } }
              }
            }
          },
          "components": { "schemas": {
            "Column": { "type": "string", "enum": ["A", "B"] },
            "Thing": { "allOf": [{ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] }, { "type": "object", "properties": { "spend": { "type": "integer", "nullable": true }, "name": { "type": "string", "maxLength": 5 } } }] },
            "Order": { "type": "object", "properties": { "kind": { "type": "string" } }, "required": ["kind"], "discriminator": { "propertyName": "kind", "mapping": { "by_day": "#/components/schemas/ByDay" } } },
            "ByDay": { "type": "object", "properties": { "kind": { "type": "string" }, "days": { "type": "array", "maxItems": 2, "uniqueItems": true, "items": { "oneOf": [{ "type": "integer" }, { "type": "string" }] } } }, "required": ["days"] }
          } }
        }
        """;

    private static readonly OpenApiDocument Document = new(Description);

    [Theory]
    [InlineData("?from=2026-11-20&page_size=250&columns=A,B&states=ON&states=OFF", null)]
    [InlineData("?page_size=1", "parameter from is missing")]
    [InlineData("?from=2026-13-20", "no date")]
    [InlineData("?from=2026-11-20&page_size=251", "more than 250")]
    [InlineData("?from=2026-11-20&page_size=many", "not of type integer")]
    [InlineData("?from=2026-11-20&columns=A&columns=C", "none of the document's")]
    [InlineData("?from=2026-11-20&states=ON,OFF", "none of the document's")]
    [InlineData("?from=2026-11-20&from=2026-11-21", "given 2 times")]
    [InlineData("?from=2026-11-20&color=red", "not in the document")]
    public void A_parameter_that_the_description_does_not_have_is_seen(string query, string? mistake)
    {
        var (operation, values) = Document.Find("GET", "/v1/things/12")!.Value;
        Expect(mistake, operation.Parameters(values, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)));
    }

    [Fact]
    public void A_path_that_the_description_does_not_have_is_seen()
    {
        Assert.Null(Document.Find("GET", "/v1/others/12"));
        Assert.Null(Document.Find("DELETE", "/v1/things/12"));
        Assert.Null(Document.Find("GET", "/v2/things/12"));
        var (operation, values) = Document.Find("GET", "/v1/things/twelve")!.Value;
        Expect("parameter thing_id", operation.Parameters(values, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?from=2026-11-20")));
    }

    [Theory]
    [InlineData("""{"kind":"by_day","days":[1,"2"]}""", null)]
    [InlineData("""{"kind":"by_day"}""", "days is missing")]
    [InlineData("""{"kind":"by_day","days":[1,2,3]}""", "more than 2")]
    [InlineData("""{"kind":"by_day","days":[1,1]}""", "an item twice")]
    [InlineData("""{"kind":"by_day","days":[true]}""", "fits 0 of oneOf")]
    [InlineData("""{"kind":"by_day","days":[1],"extra":1}""", "extra is not in the document")]
    [InlineData("""{"kind":1}""", "not of type string")]
    [InlineData("", "body is missing")]
    [InlineData("{", "no JSON")]
    public void A_body_that_breaks_its_schema_is_seen(string body, string? mistake) =>
        Expect(mistake, Document.Find("POST", "/v1/things/12")!.Value.Operation.Request("application/json", body));

    [Theory]
    [InlineData(200, """{"id":"1","spend":null,"name":"Anna"}""", null)]
    [InlineData(200, """{"spend":1}""", "id is missing")]
    [InlineData(200, """{"id":1}""", "not of type string")]
    [InlineData(200, """{"id":null}""", "id is null")]
    [InlineData(200, """{"id":"1","spend":1.5}""", "not of type integer")]
    [InlineData(200, """{"id":"1","name":"Annabel"}""", "longer than 5")]
    [InlineData(200, """{"id":"1","colour":"red"}""", "colour is not in the document")]
    [InlineData(404, """{"code":1}""", "status 404")]
    public void An_answer_that_breaks_its_schema_is_seen(int status, string body, string? mistake) =>
        Expect(mistake, Document.Find("GET", "/v1/things/12")!.Value.Operation.Answer(status, "application/json; charset=utf-8", body));

    [Fact]
    public void An_answer_of_another_kind_is_seen() =>
        Expect("text/html", Document.Find("GET", "/v1/things/12")!.Value.Operation.Answer(200, "text/html", "<html></html>"));

    private static void Expect(string? mistake, IEnumerable<string> found)
    {
        if (mistake is null) Assert.Empty(found);
        else Assert.Contains(found, text => text.Contains(mistake, StringComparison.Ordinal));
    }
}
