extension SpeechWords {
  static let chinese = SpeechWords(
    fictions: "角色扮演 | 扮演 | 假装 | 假设我 | 假如我 | 想象我 | 玩个游戏",
    ends: "游戏结束 | 结束角色扮演 | 说真的 | 回到现实 | 现实中 | 不玩了",
    turns: "谢谢 | 顺便",
    returns: "顺便",
    reporting: "说 | 写道 | 回复",
    memories: "记忆 | 相关记忆 | 历史对话 | 已知信息 | 用户信息 | 上下文",
    own: "关于我 | 我",
    roles: "用户 助手")
}
