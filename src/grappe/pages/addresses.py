"""Every address of the platform, and the page behind it."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from grappe.pages.account.data import own_data, take_copy
from grappe.pages.account.entering import EnterView, enter_as_demo, leave_for_the_provider
from grappe.pages.account.forgetting import be_forgotten, forgotten, leave_role
from grappe.pages.account.invitations import show_invitation
from grappe.pages.account.places import my_places
from grappe.pages.account.views import account_home, end_session
from grappe.pages.cockpit.addresses import COCKPIT
from grappe.pages.desk.addresses import desk_addresses
from grappe.pages.desk.applications.room import APPLICATIONS
from grappe.pages.desk.cluster.room import CLUSTER
from grappe.pages.desk.evaluations.room import EVALUATIONS
from grappe.pages.desk.members.room import MEMBERS
from grappe.pages.desk.search.room import SEARCH
from grappe.pages.desk.tasks.room import TASKS
from grappe.pages.exchange.desk import EXCHANGE_DESK
from grappe.pages.files.pictures import show_picture
from grappe.pages.health.views import health
from grappe.pages.joining.views import apply_here, follow, received
from grappe.pages.language.choosing import choose_language
from grappe.pages.mail.views import list_mail, show_html, show_mail
from grappe.pages.space.addresses import SPACE
from grappe.pages.team.room import TEAM_DESK

urlpatterns = [
    # Until there is a site to visit, who comes to the door is shown in.
    path("", RedirectView.as_view(pattern_name="my_places"), name="home"),
    path("sante/", health, name="health"),
    path("mail/", list_mail, name="list_mail"),
    path("mail/<slug:name>/", show_mail, name="show_mail"),
    path("mail/<slug:name>/page/", show_html, name="show_html"),
    path("favicon.ico", RedirectView.as_view(url="/static/look/icon.svg", permanent=True)),
    path("fichiers/<path:place>", show_picture, name="show_picture"),
    path("langue/", choose_language, name="choose_language"),
    path("invitation/", show_invitation, name="show_invitation"),
    path("compte/", account_home, name="account_home"),
    path("compte/espaces/", my_places, name="my_places"),
    path("compte/sessions/<int:number>/fermer/", end_session, name="end_session"),
    path("compte/donnees/", own_data, name="own_data"),
    path("compte/donnees/copie/", take_copy, name="take_copy"),
    path("compte/donnees/effacer/", be_forgotten, name="be_forgotten"),
    path("compte/donnees/efface/", forgotten, name="forgotten"),
    path("compte/roles/<int:role>/quitter/", leave_role, name="leave_role"),
    path("compte/login/", EnterView.as_view(), name="account_login"),
    path("compte/oidc/<slug:provider_id>/login/", leave_for_the_provider, name="openid_connect_login"),
    path("compte/demo/", enter_as_demo, name="enter_as_demo"),
    path("compte/", include("allauth.urls")),
    *desk_addresses(
        TASKS,
        MEMBERS,
        APPLICATIONS,
        EXCHANGE_DESK,
        CLUSTER,
        EVALUATIONS,
        TEAM_DESK,
        SEARCH,
    ),
    path("bureau/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("autorite/", include((COCKPIT, "cockpit"))),
    path("<slug:cluster>/espace/", include((SPACE, "space"))),
    path("<slug:cluster>/adhesion/", apply_here, name="apply_here"),
    path("<slug:cluster>/adhesion/recue/", received, name="application_received"),
    path("<slug:cluster>/adhesion/suivi/", follow, name="follow_application"),
]
