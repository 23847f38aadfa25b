using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pinstitch.Tests.Mail;

/// <summary>A mail server on loopback that speaks as much SMTP as one mail needs, and fails where it is told to.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public SmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Mails that were taken, headers and all.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>What a recipient is answered with.</summary>
    public string Recipient { get; set; } = "250 yes";

    /// <summary>What the end of a mail is answered with; null cuts the line instead, after the mail was taken.</summary>
    public string? End { get; set; } = "250 taken";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test".AsMemory(), stop.Token);
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "DATA":
                    await writer.WriteLineAsync("354 go on".AsMemory(), stop.Token);
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".") mail.Append(part).Append('\n');
                    if (End is null or ['2', ..]) Taken.Add(mail.ToString());
                    if (End is null) return;
                    await writer.WriteLineAsync(End.AsMemory(), stop.Token);
                    break;
                case "RCPT":
                    await writer.WriteLineAsync(Recipient.AsMemory(), stop.Token);
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye".AsMemory(), stop.Token);
                    return;
                default:
                    await writer.WriteLineAsync("250 ok".AsMemory(), stop.Token);
                    break;
            }
        }
    }
}
