using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MimeKit;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Personal data and secrets, looked for in everything that the demo leaves.</summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class DemoPrivacyTests(DemoFixture demo)
{
    [Promise(11)]
    [Fact]
    public async Task Clear_personal_data_is_in_no_blob_no_table_no_file_no_mail_and_no_line_of_output()
    {
        var stop = TestContext.Current.CancellationToken;
        var scan = new PersonalDataScan(demo.World.Plan);
        var found = new List<string>();
        // All of the folder: the hub's log, and Azurite's own files, in which deleted blobs are still to be found.
        foreach (var file in Directory.EnumerateFiles(demo.Folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != "host.lock") found.AddRange(scan.Find(await File.ReadAllBytesAsync(file, stop)).Select(what => $"{file}: {what}"));
        }

        await foreach (var blob in demo.BlobsAsync())
        {
            found.AddRange(scan.Find(Encoding.UTF8.GetBytes(blob.Name)).Select(what => $"the name {blob.Name}: {what}"));
            if (blob.IsParquet) found.AddRange(scan.Find(JsonSerializer.SerializeToUtf8Bytes(TwinReader.Read(blob.Content))).Select(what => $"{blob.Name}: {what}"));
        }

        foreach (var mail in Directory.EnumerateFiles(Path.Combine(demo.Folder, "mail")))
        {
            var message = await MimeMessage.LoadAsync(mail, stop);
            found.AddRange(scan.Find(Encoding.UTF8.GetBytes($"{message.Subject} {message.TextBody} {message.HtmlBody}")).Select(what => $"{mail}: {what}"));
        }

        foreach (var exit in new[] { demo.First, demo.Second, demo.Other }) found.AddRange(scan.Find(Encoding.UTF8.GetBytes(exit.Output + exit.Errors)));
        Assert.Empty(found);
    }

    [Fact]
    public async Task Secrets_are_in_no_blob_and_no_line_of_output()
    {
        string[] secrets = [Credentials.PinterestAppSecret, Credentials.PinterestRefreshToken, Credentials.MetaAccessToken, Credentials.GoogleClientSecret, Credentials.GoogleRefreshToken, Credentials.GoogleDeveloperToken, Credentials.ShopifySecret];
        await foreach (var blob in demo.BlobsAsync())
        {
            var text = blob.Text();
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
        }

        var output = demo.First.Output + demo.First.Errors + demo.Second.Output + demo.Second.Errors;
        Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void The_scan_for_personal_data_finds_what_is_there()
    {
        var scan = new PersonalDataScan(demo.World.Plan);
        var webhook = demo.World.Messages.First(message => message.Entrance == Entrance.ShopWebhook && Encoding.UTF8.GetString(message.Body).Contains("\"phone\"", StringComparison.Ordinal)).Body;
        using var packed = new MemoryStream();
        packed.Write("something before"u8);
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(webhook);
        packed.Write("something behind"u8);
        // Mail box and phone; the CRM sends the whole name as well.
        Assert.Equal(2, scan.Find(packed.ToArray()).Count);
        var lead = demo.World.Messages.First(message => message.Entrance == Entrance.CrmWebhook).Body;
        Assert.Equal(2, scan.Find(lead).Count);
        Assert.Empty(scan.Find("nothing of the sort: Anna and Becker"u8.ToArray()));
    }
}
