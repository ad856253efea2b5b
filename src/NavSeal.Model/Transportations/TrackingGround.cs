namespace NavSeal.Model.Transportations;

/// <summary>Why a transportation is tracked (Agreement 2.1): the customs procedure or trade under which the goods travel.</summary>
public enum TrackingGround : byte
{
    /// <summary>Customs transit through the Union; exemptions hold here and nowhere else (Agreement 3.2).</summary>
    Transit = 1,

    /// <summary>Carriage of goods out of the Union under the procedure of export, through another member state.</summary>
    Export = 2,

    /// <summary>Trade between member states.</summary>
    MutualTrade = 3,
}
