using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>Error conditions as Event Hubs names them; clients decide by the name whether to try again.</summary>
internal static class AmqpErrors
{
    public static Error NotFound(string entity, string text) => Make(ErrorCode.NotFound, NotFoundText(entity, text));

    /// <summary>In the service's words: the JavaScript client tells a missing entity from other faults by them.</summary>
    public static string NotFoundText(string entity, string text) => $"The messaging entity '{entity}' could not be found. {text}";

    public static Error Unauthorized(string text) => Make(ErrorCode.UnauthorizedAccess, text);

    public static Error InvalidField(string text) => Make(ErrorCode.InvalidField, text);

    public static Error NotAllowed(string text) => Make(ErrorCode.NotAllowed, text);

    public static Error TooLarge(string text) => Make(ErrorCode.MessageSizeExceeded, text);

    public static Error Stolen(string text) => Make(ErrorCode.Stolen, text);

    public static Error LimitExceeded(string text) => Make(ErrorCode.ResourceLimitExceeded, text);

    /// <summary>Clients come again after a pause.</summary>
    public static Error Busy(string text) => Make("com.microsoft:server-busy", text);

    private static Error Make(string condition, string text) => new(new Symbol(condition)) { Description = text };
}
