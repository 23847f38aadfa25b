using System.Globalization;
using System.Text.RegularExpressions;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>Where a reader wants to begin, as its link's filter says.</summary>
internal static partial class StartPosition
{
    private const string FilterName = "apache.org:selector-filter:string";

    /// <summary>The first sequence number to send. Without a filter it is the oldest event's.</summary>
    /// <exception cref="AmqpException">The filter is none that Event Hubs knows, <c>amqp:invalid-field</c>.</exception>
    public static long Find(Source source, PartitionLog partition)
    {
        if (source.FilterSet?[new Symbol(FilterName)] is not DescribedValue { Value: string text }) return 0;
        var match = Expression().Match(text);
        if (!match.Success) throw Unknown(text);
        var inclusive = match.Groups["operator"].Value == ">=";
        var value = match.Groups["value"].Value;
        switch (match.Groups["field"].Value)
        {
            case "offset" when value == "@latest":
                return partition.NextSequence;
            case "offset" when value == "-1":
                return 0;
            case "offset" when Number(value) is { } offset:
                return partition.FirstWhere(record => inclusive ? record.Offset >= offset : record.Offset > offset);
            case "sequence-number" when Number(value) is { } sequence:
                return Math.Max(0, inclusive ? sequence : sequence + 1);
            case "enqueued-time" when Number(value) is { } milliseconds:
                return partition.FirstWhere(record => record.EnqueuedTime.ToUnixTimeMilliseconds() is var time && (inclusive ? time >= milliseconds : time > milliseconds));
            default:
                throw Unknown(text);
        }
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static AmqpException Unknown(string text) => new(AmqpErrors.InvalidField($"The filter '{text}' is not known. Start by x-opt-offset, x-opt-sequence-number or x-opt-enqueued-time."));

    [GeneratedRegex("^amqp\\.annotation\\.x-opt-(?<field>offset|sequence-number|enqueued-time)\\s*(?<operator>>=?)\\s*'(?<value>[^']*)'$", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
