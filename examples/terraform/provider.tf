terraform {
  required_version = ">= 1.5"
  required_providers {
    elasticstack = {
      source  = "elastic/elasticstack"
      version = "~> 0.16"
    }
  }
}

# An elasticsearch block is not needed for anything in this folder.
provider "elasticstack" {
  kibana {
    endpoints = [var.url]
    username  = var.username
    password  = var.password
  }
}

variable "url" {
  type    = string
  default = "http://127.0.0.1:5601"
}

variable "username" {
  type    = string
  default = "elastic"
}

variable "password" {
  type      = string
  sensitive = true
}
