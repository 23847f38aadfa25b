using Amqp;
using Amqp.Framing;
using Amqp.Sasl;
using Amqp.Types;
using Microsoft.Extensions.Configuration;
using Pinstitch.Local;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Hub.Amqp;

namespace Pinstitch.Tests.Local.Hub.Amqp;

/// <summary>What the JavaScript client cannot be made to do, done with a bare AMQP client.</summary>
public sealed class AmqpProtocolTests : IAsyncLifetime
{
    private static readonly SasKey Key = new("local", "secret");
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-amqp-").FullName;
    private readonly EventHubs hubs;
    private readonly AmqpEndpoint endpoint;
    private Connection connection = null!;
    private Session session = null!;

    public AmqpProtocolTests()
    {
        hubs = new(HostFolder.Choose(folder), TimeProvider.System);
        var configuration = new ConfigurationManager();
        configuration["EventHubConnection"] = "Endpoint=sb://127.0.0.1:0;SharedAccessKeyName=local;SharedAccessKey=secret;UseDevelopmentEmulator=true";
        endpoint = new(hubs, configuration, new(), TimeProvider.System);
    }

    public async ValueTask InitializeAsync()
    {
        hubs.Get("events");
        await endpoint.StartAsync(TestContext.Current.CancellationToken);
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        connection = await factory.CreateAsync(new(endpoint.ConnectionString!.Split(';')[0].Replace("Endpoint=sb", "amqp", StringComparison.Ordinal)));
        session = new(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.CloseAsync();
        await endpoint.StopAsync(CancellationToken.None);
        await hubs.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_or_read()
    {
        var sender = new SenderLink(session, "s", "events");
        var refused = await Assert.ThrowsAsync<AmqpException>(() => sender.SendAsync(new Message("x")));
        Assert.Equal("amqp:unauthorized-access", refused.Error.Condition.ToString());
        Assert.Equal(0, hubs.Get("events").Count);
    }

    [Fact]
    public async Task A_token_is_put_again_and_again_on_the_same_link_and_a_wrong_one_is_refused()
    {
        Assert.Equal(202, await PutTokenAsync(Token("secret", 3600)));
        Assert.Equal(202, await PutTokenAsync(Token("secret", 7200)));
        Assert.Equal(401, await PutTokenAsync(Token("guess", 3600)));
        Assert.Equal(401, await PutTokenAsync(Token("secret", -10)));
        Assert.Equal(401, await PutTokenAsync("a jwt"));
    }

    [Fact]
    public async Task A_reader_never_gets_more_than_it_gave_credit_for()
    {
        await PutTokenAsync(Token("secret", 3600));
        await hubs.Get("events").SendAsync([.. Enumerable.Range(0, 500).Select(number => new EventData($"{number}"))], "7");
        var partition = PartitionKeyHash.Partition("7", 4);
        var receiver = Receive(partition, "amqp.annotation.x-opt-offset > '-1'");
        var received = 0;
        var granted = 0;
        foreach (var credit in new[] { 1, 5, 2, 100 })
        {
            granted += credit;
            receiver.SetCredit(credit, CreditMode.Manual);
            for (var taken = 0; taken < credit; taken++)
            {
                var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(20));
                Assert.Equal((long)received++, message.MessageAnnotations[new Symbol("x-opt-sequence-number")]);
                receiver.Accept(message);
            }

            Assert.Null(await receiver.ReceiveAsync(TimeSpan.FromMilliseconds(100)));
        }

        Assert.Equal(granted, received);
    }

    [Fact]
    public async Task An_unknown_filter_ends_the_link_with_invalid_field()
    {
        await PutTokenAsync(Token("secret", 3600));
        var closed = new TaskCompletionSource<Error>();
        Receive(0, "color = 'red'").Closed += (_, error) => closed.TrySetResult(error);
        Assert.Equal("amqp:invalid-field", (await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Condition.ToString());
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_rejected_and_the_link_lives_on()
    {
        await PutTokenAsync(Token("secret", 3600));
        var sender = new SenderLink(session, "s", "events");
        var refused = await Assert.ThrowsAsync<AmqpException>(() => sender.SendAsync(new Message { BodySection = new Data { Binary = new byte[(1024 * 1024) + 1] } }));
        Assert.Equal("amqp:link:message-size-exceeded", refused.Error.Condition.ToString());
        await sender.SendAsync(new Message { BodySection = new Data { Binary = new byte[10] } });
        Assert.Equal(1, hubs.Get("events").Count);
    }

    [Fact]
    public async Task A_sixth_reader_without_an_owner_level_is_too_many()
    {
        await PutTokenAsync(Token("secret", 3600));
        for (var reader = 0; reader < 5; reader++) Receive(0, "amqp.annotation.x-opt-offset > '-1'", $"r{reader}");
        var closed = new TaskCompletionSource<Error>();
        Receive(0, "amqp.annotation.x-opt-offset > '-1'", "r5").Closed += (_, error) => closed.TrySetResult(error);
        Assert.Equal("amqp:resource-limit-exceeded", (await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Condition.ToString());
    }

    [Theory]
    [InlineData("text")]
    [InlineData(new byte[] { 1, 2, 3 })]
    public async Task A_value_body_arrives_as_its_bytes(object body)
    {
        await PutTokenAsync(Token("secret", 3600));
        await new SenderLink(session, "s", "events/Partitions/1").SendAsync(new Message(body));
        var item = EventProperties.ToEvent(hubs.Get("events").Partitions[1].Read(0, 1)[0]);
        Assert.Equal(body as byte[] ?? System.Text.Encoding.UTF8.GetBytes((string)body), item.Body.ToArray());
    }

    [Fact]
    public void More_than_the_budget_is_refused_until_some_is_given_back()
    {
        var budget = new SendBudget(100);
        Assert.True(budget.TryTake(60));
        Assert.False(budget.TryTake(50));
        budget.GiveBack(60);
        Assert.True(budget.TryTake(100));
    }

    [Fact]
    public async Task Garbage_on_the_port_leaves_the_endpoint_serving()
    {
        var port = int.Parse(endpoint.ConnectionString!.Split(';')[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        byte[][] beginnings = [[], "AMQP\0\u0001\0\0"u8.ToArray(), "AMQP\u0003\u0001\0\0"u8.ToArray(), "GET / HTTP/1.1\r\n\r\n"u8.ToArray()];
        for (var tries = 0; tries < 40; tries++)
        {
            using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", port);
            var garbage = System.Security.Cryptography.SHA512.HashData(BitConverter.GetBytes(tries));
            await socket.GetStream().WriteAsync((byte[])[.. beginnings[tries % 4], .. garbage], TestContext.Current.CancellationToken);
        }

        Assert.Equal(202, await PutTokenAsync(Token("secret", 3600)));
        await new SenderLink(session, "s", "events").SendAsync(new Message { BodySection = new Data { Binary = [1] } });
        Assert.Equal(1, hubs.Get("events").Count);
    }

    /// <summary>The sections are whole, so the hub takes the event; what is in its properties cannot be decoded.</summary>
    [Fact]
    public void An_event_with_unsound_properties_is_handed_on_with_its_body()
    {
        byte[] message = [0x00, 0x53, 0x73, 0xc0, 0x03, 0x05, 0xff, 0xff, 0x00, 0x53, 0x74, 0xc1, 0x03, 0x04, 0xee, 0x01, 0x00, 0x53, 0x75, 0xa0, 0x02, (byte)'{', (byte)'}'];
        var (messages, _) = AmqpEvent.Split(0, message);
        var item = EventProperties.ToEvent(new(0, 0, DateTimeOffset.UnixEpoch, null, RecordKind.Amqp, null, Assert.Single(messages).Body));
        Assert.Equal("{}", item.EventBody.ToString());
        Assert.Empty(item.Properties);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x53, 0x75, 0xa0, 0x10, 1 })]
    [InlineData(new byte[] { 0x00, 0x53, 0x72, 0xd1, 0xff, 0xff, 0xff, 0xff, 0 })]
    [InlineData(new byte[] { 0x01 })]
    [InlineData(new byte[] { 0x00, 0x53, 0x75 })]
    public void Bytes_that_are_no_message_are_a_fault_and_no_crash(byte[] bytes)
    {
        Assert.Throws<FormatException>(() => AmqpEvent.Split(AmqpEvent.BatchFormat, bytes));
    }

    private static string Token(string key, int seconds)
    {
        var resource = Uri.EscapeDataString("sb://127.0.0.1/events");
        var expiry = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var signature = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key), System.Text.Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Key.Name}";
    }

    private ReceiverLink Receive(int partition, string filter, string name = "r") => new(
        session,
        name,
        new Source
        {
            Address = $"events/ConsumerGroups/$Default/Partitions/{partition}",
            FilterSet = new Map { [new Symbol("apache.org:selector-filter:string")] = new DescribedValue(new Symbol("apache.org:selector-filter:string"), filter) },
        },
        null);

    private async Task<int> PutTokenAsync(string token)
    {
        const string Replies = "cbs-replies";
        var cbs = new Session(connection);
        var receiver = new ReceiverLink(cbs, Replies, "$cbs");
        var sender = new SenderLink(cbs, "cbs", "$cbs");
        await sender.SendAsync(new Message(token)
        {
            Properties = new() { MessageId = "1", ReplyTo = Replies },
            ApplicationProperties = new() { ["operation"] = "put-token", ["type"] = "servicebus.windows.net:sastoken", ["name"] = "sb://127.0.0.1/events" },
        });
        var answer = await receiver.ReceiveAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("1", answer.Properties.CorrelationId);
        await cbs.CloseAsync();
        return (int)answer.ApplicationProperties["status-code"];
    }
}
