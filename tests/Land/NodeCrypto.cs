using System.Diagnostics;
using System.Text.Json;

namespace Pinstitch.Tests.Land;

/// <summary>Node.js, asked for hashes and signatures: another implementation of them than the one under test.</summary>
internal static class NodeCrypto
{
    /// <summary>SHA-256 of each text's UTF-8, in hex.</summary>
    public static string[] Hashes(IEnumerable<string> texts) =>
        Run("input.map(text => crypto.createHash('sha256').update(text, 'utf8').digest('hex'))", texts);

    /// <summary>Each text as JavaScript writes it in lower case.</summary>
    public static string[] Lower(IEnumerable<string> texts) => Run("input.map(text => text.normalize('NFC').toLowerCase())", texts);

    /// <summary>Evaluates an expression of JavaScript that may use <c>crypto</c> and <c>input</c> and gives a list of texts.</summary>
    public static string[] Run(string expression, object input)
    {
        var script = $"const crypto = require('crypto'); const input = JSON.parse(require('fs').readFileSync(0, 'utf8')); process.stdout.write(JSON.stringify({expression}));";
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        JsonSerializer.Serialize(node.StandardInput.BaseStream, input);
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return JsonSerializer.Deserialize<string[]>(output.Result)!;
    }
}
