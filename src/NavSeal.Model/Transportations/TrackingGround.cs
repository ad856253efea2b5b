namespace NavSeal.Model.Transportations;

/// <summary>Why a transportation is tracked (Agreement, 3.1).</summary>
public enum TrackingGround : byte
{
    /// <summary>Goods under the procedure of customs transit.</summary>
    Transit = 1,

    /// <summary>Goods under the procedure of export.</summary>
    Export = 2,

    /// <summary>Goods of the Union in mutual trade of the member states.</summary>
    MutualTrade = 3,
}
