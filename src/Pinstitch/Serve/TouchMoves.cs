namespace Pinstitch.Serve;

/// <summary>What became of the touches that an order's credit is of, from one run to another.</summary>
internal sealed class TouchMoves
{
    /// <param name="was">The order's credit before.</param>
    /// <param name="now">The same after.</param>
    /// <param name="ownersBefore">Whose each touch was, of all touches of the run before.</param>
    /// <param name="ownersAfter">The same after.</param>
    public TouchMoves(
        IEnumerable<FactCredit> was,
        IEnumerable<FactCredit> now,
        Dictionary<(long Time, string Channel, string Kind), HashSet<string>> ownersBefore,
        Dictionary<(long Time, string Channel, string Kind), HashSet<string>> ownersAfter)
    {
        var (before, after) = (was.ToLookup(Key), now.ToLookup(Key));
        List<(FactCredit Row, HashSet<string>? Owners)> others =
        [
            .. after.Where(touch => !before.Contains(touch.Key)).Select(touch => (touch.First(), ownersBefore.GetValueOrDefault(touch.Key))),
            .. before.Where(touch => !after.Contains(touch.Key)).Select(touch => (touch.First(), ownersAfter.GetValueOrDefault(touch.Key))),
        ];
        CountOtherwise = others.Count > 0;
        AreNewOrGone = others.Exists(touch => touch.Owners is null);
        AreFromAnotherPerson = others.Exists(touch => touch.Owners is { } owners && !owners.Contains(touch.Row.CustomerKey));
        StandForOtherAds = before.Any(touch => after.Contains(touch.Key) && !touch.Select(Ad).ToHashSet().SetEquals(after[touch.Key].Select(Ad)));
    }

    /// <summary>Whether other touches have credit than before.</summary>
    public bool CountOtherwise { get; }

    /// <summary>Whether some of them were nobody's in the other run: late, erased, or told apart from others only now.</summary>
    public bool AreNewOrGone { get; }

    /// <summary>Whether some of them were another person's in the other run.</summary>
    public bool AreFromAnotherPerson { get; }

    /// <summary>Whether the platform's lists say other campaigns or ads of a touch.</summary>
    public bool StandForOtherAds { get; }

    private static (long Time, string Channel, string Kind) Key(FactCredit row) => (row.TouchTime.UtcTicks, row.Channel, row.TouchKind);

    private static (string Campaign, string AdGroup, string Ad) Ad(FactCredit row) => (row.CampaignId, row.AdGroupId, row.AdId);
}
