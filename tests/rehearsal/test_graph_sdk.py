"""The real msgraph-sdk reads what the rehearsal serves: every shape becomes the type that Graph's own would."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import httpx
import pytest
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.default_query_parameters import QueryParameters
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember
from msgraph.generated.models.channel_renamed_event_message_detail import ChannelRenamedEventMessageDetail
from msgraph.generated.models.chat_message_type import ChatMessageType
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.pinned_chat_message_info import PinnedChatMessageInfo
from msgraph.generated.models.subscription import Subscription
from msgraph.generated.models.teamwork_application_identity import TeamworkApplicationIdentity
from msgraph.generated.models.teamwork_application_identity_type import TeamworkApplicationIdentityType
from msgraph.generated.models.teamwork_user_identity import TeamworkUserIdentity
from msgraph.generated.teams.item.channels.item.messages.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.generated.teams.item.channels.item.messages.item.set_reaction.set_reaction_post_request_body import (
    SetReactionPostRequestBody,
)
from msgraph.generated.teams.item.channels.item.messages.item.unset_reaction.unset_reaction_post_request_body import (
    UnsetReactionPostRequestBody,
)
from msgraph.generated.teams.item.channels.item.messages.messages_request_builder import MessagesRequestBuilder
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph_core import GraphClientFactory

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, Player, activities, thread
from tests.rehearsal.test_graph import GROUP, post, reply
from tests.rehearsal.test_graph_subscriptions import RESOURCE, Ear

T = TypeVar("T")
Pages = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters
Selected = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters
Changes = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters


@pytest.fixture
async def free(rehearse: Rehearse) -> Player:
    return await rehearse(replace(QUICK, limits=False))


@pytest.fixture
async def graph(free: Player) -> AsyncIterator[GraphServiceClient]:
    """With the sdk's own middleware, which does not close the transport beneath it."""
    async with httpx.AsyncHTTPTransport() as transport:
        client = GraphClientFactory.create_with_default_middleware(client=httpx.AsyncClient(transport=transport))
        adapter = GraphRequestAdapter(AnonymousAuthenticationProvider(), client)
        adapter.base_url = f"{free.url}/graph/v1.0"
        yield GraphServiceClient(request_adapter=adapter)


@pytest.fixture
def messages(graph: GraphServiceClient) -> MessagesRequestBuilder:
    return graph.teams.by_team_id(GROUP).channels.by_channel_id(CHANNEL).messages


def there(value: T | None) -> T:
    """What the sdk's types leave open."""
    assert value is not None
    return value


async def test_posts_with_replies_by_pages(free: Player, messages: MessagesRequestBuilder) -> None:
    roots = [await post(free, str(number)) for number in range(3)]
    answer = await reply(free, roots[2])
    wanted = RequestConfiguration(query_parameters=Pages(top=2, expand=["replies"]))
    page = there(await messages.get(request_configuration=wanted))
    newest = there(page.value)[0]
    assert newest.id == roots[2]
    author = there(newest.from_).user
    assert isinstance(author, TeamworkUserIdentity)
    assert author.id == AKARI
    created = there(newest.created_date_time)
    assert created.utcoffset() == timedelta(0)
    assert there(newest.last_modified_date_time) == created
    assert [(one.id, one.reply_to_id) for one in there(newest.replies)] == [(answer, roots[2])]
    rest = there(await messages.with_url(there(page.odata_next_link)).get())
    assert [one.id for one in there(rest.value)] == [roots[0]]
    assert rest.odata_next_link is None


async def test_who_gave_which_reaction_and_when(free: Player, messages: MessagesRequestBuilder) -> None:
    root = await post(free)
    await free.act("react", by=HANA, message=root, type="like")
    await free.teams("PUT", activities(thread(root), root, "reactions", "like"))
    like, mine = there(there(await messages.by_chat_message_id(root).get()).reactions)
    person, app = there(like.user).user, there(mine.user).application
    assert isinstance(person, TeamworkUserIdentity)
    assert (like.reaction_type, person.id) == ("like", HANA)
    assert there(like.created_date_time) <= free.stage.clock.now()
    assert isinstance(app, TeamworkApplicationIdentity)
    assert app.application_identity_type == TeamworkApplicationIdentityType.Bot


async def test_changes_since_a_moment_and_since_a_token(free: Player, messages: MessagesRequestBuilder) -> None:
    old = await post(free)
    await free.act("clock", advance_seconds=60)
    moment = free.stage.clock.now().isoformat().replace("+00:00", "Z")
    await free.act("clock", advance_seconds=60)
    new = await post(free)
    wanted = Changes(top=50, expand=["replies"], filter=f"lastModifiedDateTime gt {moment}")
    first = there(await messages.delta.get(request_configuration=RequestConfiguration(query_parameters=wanted)))
    assert [one.id for one in there(first.value)] == [new]
    await free.act("delete", by=AKARI, message=old)
    then = there(await messages.delta.with_url(there(first.odata_delta_link)).get())
    assert [(one.id, one.deleted_date_time is not None) for one in there(then.value)] == [(old, True)]


async def test_a_forgotten_token_is_an_error_with_its_code(free: Player, messages: MessagesRequestBuilder) -> None:
    link = there(there(await messages.delta.get()).odata_delta_link)
    await free.act("graph", do="forget-tokens")
    with pytest.raises(ODataError) as refused:
        await messages.delta.with_url(link).get()
    assert refused.value.response_status_code == 410
    assert there(refused.value.error).code == "SyncStateNotFound"


async def test_messages_of_the_system_and_of_other_apps(free: Player, messages: MessagesRequestBuilder) -> None:
    await free.act("app", name="Workflows", text="hello")
    await free.act("rename", name="ひろば")
    wanted: RequestConfiguration[Pages] = RequestConfiguration()
    wanted.headers.add("Prefer", "include-unknown-enum-members")
    page = there(await messages.get(request_configuration=wanted))
    system, other = there(page.value)
    assert (system.message_type, system.from_) == (ChatMessageType.SystemEventMessage, None)
    assert isinstance(system.event_detail, ChannelRenamedEventMessageDetail)
    sender = there(other.from_)
    assert (sender.user, there(sender.application).display_name) == (None, "Workflows")


async def test_a_subscription_is_made_renewed_listed_and_ended(free: Player, graph: GraphServiceClient) -> None:
    async with Ear() as ear:
        end = free.stage.clock.now() + timedelta(days=3)
        made = there(
            await graph.subscriptions.post(
                Subscription(
                    change_type="created,updated,deleted",
                    client_state="secret",
                    expiration_date_time=end,
                    lifecycle_notification_url=ear.url,
                    notification_url=ear.url,
                    resource=RESOURCE,
                )
            )
        )
        assert abs(there(made.expiration_date_time) - end) < timedelta(seconds=1)
        one = graph.subscriptions.by_subscription_id(there(made.id))
        sooner = end - timedelta(days=1)
        renewed = there(await one.patch(Subscription(expiration_date_time=sooner)))
        assert abs(there(renewed.expiration_date_time) - sooner) < timedelta(seconds=1)
        listed = there(there(await graph.subscriptions.get()).value)
        assert [(held.id, held.resource) for held in listed] == [(made.id, RESOURCE)]
        await one.delete()
        with pytest.raises(ODataError) as refused:
            await one.get()
        assert refused.value.response_status_code == 404


async def test_members_accounts_and_grants(graph: GraphServiceClient) -> None:
    team = graph.teams.by_team_id(GROUP)
    people = there(there(await team.members.get()).value)
    hana = next(one for one in people if isinstance(one, AadUserConversationMember) and one.user_id == HANA)
    assert (hana.roles, hana.display_name) == (["owner"], "上田 花")
    wanted = Selected(select=["department", "officeLocation", "country", "preferredLanguage", "accountEnabled"])
    user = graph.users.by_user_id(HANA)
    account = there(await user.get(RequestConfiguration(query_parameters=wanted)))
    assert (account.department, account.office_location, account.country) == ("業務改革室", "東京", "JP")
    assert (account.preferred_language, account.account_enabled) == ("ja-JP", True)
    assert there(await user.mailbox_settings.get()).time_zone == "Tokyo Standard Time"
    grants = there(there(await team.permission_grants.get()).value)
    assert ("ChannelMessage.Read.Group", "Application") in [(one.permission, one.permission_type) for one in grants]


async def test_a_like_and_a_pin_in_a_persons_name(free: Player, graph: GraphServiceClient) -> None:
    root = await post(free)
    chat = f"19:{HANA}_{QUICK.app_id}@unq.gbl.spaces"
    card = await free.sent(await free.chat(HANA), text="hello")
    given = await free.act("delegate", by=HANA, scopes="ChannelMessage.Send Chat.ReadWrite")
    liking = RequestConfiguration[QueryParameters]()
    liking.headers.add("Authorization", f"Bearer {given['access_token']}")
    message = graph.teams.by_team_id(GROUP).channels.by_channel_id(CHANNEL).messages.by_chat_message_id(root)
    await message.set_reaction.post(SetReactionPostRequestBody(reaction_type="👍"), liking)
    assert [one.reaction_type for one in there(there(await message.get()).reactions)] == ["like"]
    await message.unset_reaction.post(UnsetReactionPostRequestBody(reaction_type="👍"), liking)
    assert there(await message.get()).reactions == []
    pins = graph.chats.by_chat_id(chat).pinned_messages
    bound = f"{free.url}/graph/v1.0/chats/{chat}/messages/{card}"
    made = await pins.post(PinnedChatMessageInfo(additional_data={"message@odata.bind": bound}), liking)
    assert there(made).id == card
    assert [one.id for one in there(there(await pins.get(liking)).value)] == [card]
    await pins.by_pinned_chat_message_info_id(card).delete(liking)
