using System.IO.Compression;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// The JSON parser takes any bytes within a string and throws only when the text is asked for. Copying such a message into
/// <c>rejected/</c> threw, the batch was tried again for ever, and nothing behind it in the partition was landed.
/// </summary>
public sealed class Text_that_is_no_Unicode_blocks_a_partition
{
    public static TheoryData<byte[]> Bodies =>
    [
        """{"event_id":"\ud800"}"""u8.ToArray(),
        """{"\udc00":1}"""u8.ToArray(),
        "{\"event_id\":\""u8.ToArray().Concat(new byte[] { 0xC3, 0x28, 0xFF }).Concat("\"}"u8.ToArray()).ToArray(),
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void It_is_rejected_with_a_reason_and_a_body_that_can_be_written(byte[] body)
    {
        var reader = new EventReader(new(new byte[32]), "EUR", TimeProvider.System);
        using var batch = reader.Batch();
        Assert.False(batch.Add(0, new(7, body)));
        using var lines = new GZipStream(new MemoryStream(Assert.Single(batch.Rejected.Pack()).ToArray()), CompressionMode.Decompress);
        var rejected = LandingJson.ReadRejected(Encoding.UTF8.GetBytes(new StreamReader(lines).ReadToEnd()));
        Assert.Equal("not_unicode", Assert.Single(rejected.Violations).Rule);
        Assert.Equal(7, rejected.Sequence);
    }
}
